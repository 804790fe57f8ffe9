package elysia.messages.connect;

import elysia.db.bots.BotConnections;
import elysia.db.bots.Bots;
import elysia.db.media.WarmUps;
import elysia.messages.sending.Retries;
import elysia.messages.telegram.TelegramFailure;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import elysia.model.BotId;
import elysia.model.wire.BotCommand;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects a bot and writes down for its operator how that went.
@Singleton
public final class ConnectHandler implements MessageHandler<BotCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectHandler.class);

  private final BotConnections connections;
  private final Bots bots;
  private final Connector connector;
  private final WarmUps warmUps;

  ConnectHandler(BotConnections connections, Bots bots, Connector connector, WarmUps warmUps) {
    this.connections = connections;
    this.bots = bots;
    this.connector = connector;
    this.warmUps = warmUps;
  }

  @Override
  public Settlement handle(BotCommand command, DeliveryContext context)
      throws InterruptedException {
    var bot = command.bot();
    var candidate = connections.find(bot).orElse(null);
    if (candidate == null) {
      return new Settlement.Done(); // deleted meanwhile
    }
    return switch (connector.connect(bot, candidate)) {
      case ConnectResult.Connected(var webhook, var username) -> {
        connections.connected(bot, webhook);
        warmUps.request(
            bot); // another Telegram bot, and the file ids of the one before are no good
        LOG.atInfo()
            .addKeyValue("bot", candidate.slug())
            .log("[BOT][CONECTADO] @{} recebe em {}", username, webhook);
        yield new Settlement.Done();
      }
      case ConnectResult.Refused(var error) -> {
        connections.failed(bot, error);
        logFailure(candidate.slug(), error);
        yield new Settlement.Done();
      }
      case ConnectResult.Failed(var failure) -> {
        logFailure(candidate.slug(), failure.words());
        yield failed(bot, failure, context);
      }
    };
  }

  private Settlement failed(BotId bot, TelegramFailure failure, DeliveryContext context) {
    if (failure instanceof TelegramFailure.BotRevoked) {
      bots.tokenRevoked(bot, failure.words());
      return new Settlement.Done();
    }
    connections.failed(bot, failure.words());
    return failure instanceof TelegramFailure.Limited(var retryAfter)
        ? Retries.notBefore(retryAfter, failure.words())
        : Retries.LADDER.afterFailure(context.attempt(), failure.words());
  }

  private static void logFailure(String bot, String error) {
    LOG.atError().addKeyValue("bot", bot).log("[ERRO] O bot {} não foi conectado: {}", bot, error);
  }
}
