package elysia.messages.warmup;

import elysia.db.bots.Bot;
import elysia.db.bots.Bots;
import elysia.db.media.WarmUps;
import elysia.db.media.WarmUps.Cold;
import elysia.messages.sending.MessageSender;
import elysia.messages.sending.Retries;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import elysia.messages.telegram.TelegramGate;
import elysia.messages.telegram.Tokens;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Rank;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import elysia.model.TelegramId;
import elysia.model.wire.BotCommand;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a bot's cold media to its warm-up chat: the upload there gives the file id that all
/// people's messages use. A media is `ready` only once Telegram has said so (L9).
@Singleton
public final class WarmUpHandler implements MessageHandler<BotCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUpHandler.class);
  private static final String OTHER_KIND = "o Telegram fez outro tipo de arquivo";

  /// The rest is warmed with the next delivery, before this one is held too long: one upload may
  /// take 50 s.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Bots bots;
  private final WarmUps warmUps;
  private final Tokens tokens;
  private final TelegramGate gate;
  private final MessageSender messages;

  WarmUpHandler(
      Bots bots, WarmUps warmUps, Tokens tokens, TelegramGate gate, MessageSender messages) {
    this.bots = bots;
    this.warmUps = warmUps;
    this.tokens = tokens;
    this.gate = gate;
    this.messages = messages;
  }

  @Override
  public Settlement handle(BotCommand command, DeliveryContext context)
      throws InterruptedException {
    var bot = bots.find(command.bot()).filter(Bot::canSend).orElse(null);
    var chat = warmUps.chat(command.bot()).orElse(null);
    if (bot == null || chat == null) {
      return new Settlement.Done(); // changed meanwhile
    }
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (var media : warmUps.due(bot)) {
      if (System.nanoTime() > deadline) {
        return new Settlement.Postpone(RetryLevel.FIVE_SECONDS, "ainda há mídias a aquecer");
      }
      var end = warm(bot, media, chat, context);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Settlement.Done();
  }

  /// Warms one media. Empty: the next one can be tried.
  private Optional<Settlement> warm(Bot bot, Cold media, TelegramId chat, DeliveryContext context)
      throws InterruptedException {
    var attachment = new Attachment.Media(media.kind(), media.sha256());
    var call = TelegramCall.sendMedia(chat, attachment, "", Keyboard.NONE);
    var token = tokens.open(bot);
    var permit = gate.enter(token, Rank.BACKGROUND).orElse(null);
    if (permit == null) {
      return Optional.of(new Settlement.Postpone(RetryLevel.THIRTY_SECONDS, "o bot está ocupado"));
    }
    try (permit) {
      return after(messages.send(bot, token, call, permit), bot, media, chat, context);
    }
  }

  private Optional<Settlement> after(
      SendOutcome outcome, Bot bot, Cold media, TelegramId chat, DeliveryContext context) {
    return switch (outcome) {
      case SendOutcome.Sent sent -> {
        warmed(bot, media, chat, sent.messageIds().getFirst());
        yield Optional.empty();
      }
      case TelegramFailure.Limited(var retryAfter) ->
          Optional.of(Retries.notBefore(retryAfter, "limite do Telegram"));
      case TelegramFailure.NotSent(var reason) -> Optional.of(later(bot, media, reason, context));
      case TelegramFailure.Ambiguous(var reason) -> Optional.of(later(bot, media, reason, context));
      case TelegramFailure.BotRevoked revoked -> {
        bots.tokenRevoked(bot.id(), revoked.words());
        failed(bot, media, revoked.words());
        yield Optional.of(new Settlement.Done());
      }
      case TelegramFailure failure -> {
        failed(bot, media, failure.words());
        yield Optional.empty();
      }
    };
  }

  private void warmed(Bot bot, Cold media, TelegramId chat, long messageId) {
    if (!warmUps.warmed(bot, media, chat, messageId)) {
      failed(bot, media, OTHER_KIND);
      return;
    }
    LOG.atInfo()
        .addKeyValue("bot", bot.slug())
        .log(
            "[BOT][MIDIA] {} {} pronta no bot {}", media.kind().word(), media.sha256(), bot.slug());
  }

  /// On the ladder; at its end somebody has to look, and the board says so.
  private Settlement later(Bot bot, Cold media, String reason, DeliveryContext context) {
    var settlement = Retries.LADDER.afterFailure(context.attempt(), reason);
    if (settlement instanceof Settlement.Park) {
      failed(bot, media, reason);
    }
    return settlement;
  }

  private void failed(Bot bot, Cold media, String reason) {
    warmUps.failed(bot, media, reason);
    LOG.atError()
        .addKeyValue("bot", bot.slug())
        .log("[ERRO] Mídia {} não aquecida no bot {}: {}", media.sha256(), bot.slug(), reason);
  }
}
