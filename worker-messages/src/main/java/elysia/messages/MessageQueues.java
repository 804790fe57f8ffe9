package elysia.messages;

import elysia.messages.deliver.DeliverHandler;
import elysia.messages.reply.ReplyHandler;
import elysia.messages.sending.Retries;
import elysia.messages.start.StartHandler;
import elysia.messages.update.Update;
import elysia.messaging.Decoder;
import elysia.messaging.MessageHandler;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.BotCommand;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.WorkQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/// Who handles which queue, and how many deliveries of it at once: each waits for Telegram most of
/// its time.
@Factory
final class MessageQueues {
  private static final int STARTS = 100;
  private static final int REPLIES = 100;
  private static final int DELIVERIES = 50;

  /// Telegram allows 20 first uses of a token per minute and address.
  private static final int BOTS = 4;

  @Singleton
  @Named("messages.start")
  Subscription start(StartHandler handler) {
    return single(WorkQueue.MESSAGES_START, STARTS, WireJson.decoder(Update.class), handler);
  }

  @Singleton
  @Named("messages.reply")
  Subscription reply(ReplyHandler handler) {
    return single(WorkQueue.MESSAGES_REPLY, REPLIES, WireJson.decoder(Update.class), handler);
  }

  @Singleton
  @Named("messages.deliver")
  Subscription deliver(DeliverHandler handler) {
    var decoder = WireJson.decoder(DeliverCommand.class);
    return single(WorkQueue.MESSAGES_DELIVER, DELIVERIES, decoder, handler);
  }

  @Singleton
  @Named("messages.bot")
  Subscription bot(BotCommandHandler handler) {
    return single(WorkQueue.MESSAGES_BOT, BOTS, WireJson.decoder(BotCommand.class), handler);
  }

  private static <M> Subscription single(
      WorkQueue queue, int concurrency, Decoder<M> decoder, MessageHandler<M> handler) {
    return new Subscription.Single<>(queue, concurrency, Retries.LADDER, decoder, handler);
  }
}
