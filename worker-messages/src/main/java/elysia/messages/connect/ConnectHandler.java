package elysia.messages.connect;

import elysia.db.bots.BotConnections;
import elysia.db.bots.Bots;
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

  ConnectHandler(BotConnections connections, Bots bots, Connector connector) {
    this.connections = connections;
    this.bots = bots;
    this.connector = connector;
  }

  @Override
  public Settlement handle(BotCommand command, DeliveryContext context)
      throws InterruptedException {
    return switch (command.what()) {
      case CONNECT -> connect(command.bot(), context);
    };
  }

  private Settlement connect(BotId bot, DeliveryContext context) throws InterruptedException {
    var candidate = connections.find(bot).orElse(null);
    if (candidate == null) {
      return new Settlement.Done(); // deleted meanwhile
    }
    return switch (connector.connect(bot, candidate)) {
      case ConnectResult.Connected(var webhook, var username) -> {
        connections.connected(bot, webhook);
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
