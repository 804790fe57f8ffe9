package elysia.messages.telegram;

import elysia.db.bots.Bot;
import elysia.db.secret.SecretBox;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Opens the sealed tokens of bots.
@Singleton
public final class Tokens {
  private static final String CONTEXT = "bots.token";

  private final SecretBox box;

  Tokens(SecretBox box) {
    this.box = box;
  }

  /// The token of a bot that can send.
  public BotToken open(Bot bot) {
    var sealed = bot.tokenSealed();
    if (sealed == null) {
      throw new IllegalStateException("a token expected, bot " + bot.id() + " has none");
    }
    return new BotToken(box.open(sealed, CONTEXT));
  }

  /// The token, empty when what was sealed cannot be one.
  public Optional<BotToken> open(String sealed) {
    return BotToken.parse(box.open(sealed, CONTEXT));
  }
}
