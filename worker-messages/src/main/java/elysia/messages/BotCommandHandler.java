package elysia.messages;

import elysia.messages.connect.ConnectHandler;
import elysia.messages.warmup.WarmUpHandler;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import elysia.model.wire.BotCommand;
import jakarta.inject.Singleton;

/// Gives each command of `messages.bot` to who knows how.
@Singleton
final class BotCommandHandler implements MessageHandler<BotCommand> {
  private final ConnectHandler connect;
  private final WarmUpHandler warmUp;

  BotCommandHandler(ConnectHandler connect, WarmUpHandler warmUp) {
    this.connect = connect;
    this.warmUp = warmUp;
  }

  @Override
  public Settlement handle(BotCommand command, DeliveryContext context)
      throws InterruptedException {
    return switch (command.what()) {
      case CONNECT -> connect.handle(command, context);
      case WARM_MEDIA -> warmUp.handle(command, context);
    };
  }
}
