package elysia.messages.connect;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.bots.BotConnections;
import elysia.db.bots.BotConnections.Candidate;
import elysia.db.bots.BotConnections.Identity;
import elysia.db.secret.SecretBox;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import elysia.messages.telegram.TelegramGate;
import elysia.messages.telegram.Tokens;
import elysia.messaging.Rank;
import elysia.model.BotId;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Walks a bot to Telegram: who is it, save the secret, set the webhook, read it back. What
/// Telegram is told was saved before, and a saved secret is used again: a crash anywhere never
/// makes us refuse true updates (L21).
@Singleton
final class Connector {
  private static final String SECRET_CONTEXT = "bots.webhook_secret";

  private final PublicConfig config;
  private final BotConnections connections;
  private final TelegramGate gate;
  private final Telegram telegram;
  private final Tokens tokens;
  private final SecretBox box;

  Connector(
      PublicConfig config,
      BotConnections connections,
      TelegramGate gate,
      Telegram telegram,
      Tokens tokens,
      SecretBox box) {
    this.config = config;
    this.connections = connections;
    this.gate = gate;
    this.telegram = telegram;
    this.tokens = tokens;
    this.box = box;
  }

  /// Whether we know where the world finds us.
  boolean ready() {
    return config.baseUrl() != null;
  }

  /// Where a bot's updates belong.
  URI webhook(Candidate candidate) {
    return URI.create(config.baseUrl() + "/tg/" + candidate.slug() + "/webhook");
  }

  /// What Telegram holds of the webhook of a bot that was connected before.
  CallOutcome webhookInfo(Candidate candidate) throws InterruptedException {
    var sealed = candidate.tokenSealed();
    var token = sealed == null ? null : tokens.open(sealed).orElse(null);
    return token == null
        ? new TelegramFailure.BotRevoked() // Telegram cannot know what is no token
        : call(token, TelegramCall.getWebhookInfo());
  }

  ConnectResult connect(BotId bot, Candidate candidate) throws InterruptedException {
    if (!ready()) {
      return new ConnectResult.Refused("PUBLIC_BASE_URL não está definida");
    }
    if (candidate.tokenSealed() == null) {
      return new ConnectResult.Refused("falta o token do bot");
    }
    var token = tokens.open(candidate.tokenSealed()).orElse(null);
    if (token == null) {
      return new ConnectResult.Refused("o token não tem o formato que o BotFather dá");
    }
    var webhook = webhook(candidate);
    return switch (call(token, TelegramCall.getMe())) {
      case CallOutcome.Accepted(var me) -> identified(bot, token, webhook, me);
      case TelegramFailure failure -> new ConnectResult.Failed(failure);
    };
  }

  private ConnectResult identified(BotId bot, BotToken token, URI webhook, JsonNode me)
      throws InterruptedException {
    var identity =
        new Identity(
            me.path("id").asLong(),
            me.path("username").asText(""),
            me.path("first_name").asText(""));
    var identified = connections.identified(bot, identity).orElse(null);
    if (identified == null) {
      return new ConnectResult.Refused(
          "@" + identity.username() + " já está conectado em outro cadastro");
    }
    var secret = savedSecret(bot, identified.webhookSecretSealed());
    return switch (call(token, TelegramCall.setWebhook(webhook, secret))) {
      case CallOutcome.Accepted _ -> verified(token, webhook, identity);
      case TelegramFailure failure -> new ConnectResult.Failed(failure);
    };
  }

  private ConnectResult verified(BotToken token, URI webhook, Identity identity)
      throws InterruptedException {
    return switch (call(token, TelegramCall.getWebhookInfo())) {
      case CallOutcome.Accepted(var info) ->
          info.path("url").asText("").equals(webhook.toString())
              ? new ConnectResult.Connected(webhook, identity.username())
              : new ConnectResult.Failed(
                  new TelegramFailure.Ambiguous("o webhook não ficou como pedimos"));
      case TelegramFailure failure -> new ConnectResult.Failed(failure);
    };
  }

  private CallOutcome call(BotToken token, TelegramCall call) throws InterruptedException {
    var permit = gate.enter(token, Rank.BACKGROUND).orElse(null);
    if (permit == null) {
      return new TelegramFailure.NotSent("já há chamadas demais deste bot em andamento");
    }
    try (permit) {
      return telegram.call(token, call);
    }
  }

  private String savedSecret(BotId bot, @Nullable String sealed) {
    if (sealed != null) {
      return box.open(sealed, SECRET_CONTEXT);
    }
    var secret = WebhookSecret.mint();
    connections.newSecret(bot, box.seal(secret, SECRET_CONTEXT));
    return secret;
  }
}
