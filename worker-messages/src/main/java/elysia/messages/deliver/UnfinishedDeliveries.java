package elysia.messages.deliver;

import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.sends.Deliveries;
import elysia.model.BotUserId;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;

/// Who comes back gets what was paid for and could not be delivered: whoever had blocked the bot,
/// or paid before the seller had said what to deliver.
@Singleton
public final class UnfinishedDeliveries {
  private final Deliveries deliveries;
  private final Outbox outbox;

  UnfinishedDeliveries(Deliveries deliveries, Outbox outbox) {
    this.deliveries = deliveries;
    this.outbox = outbox;
  }

  /// Delivers again, whole and as the seller has it now. Call it in the transaction of what the
  /// person did.
  ///
  /// @param messageId of the update that the person sent
  public void resume(BotUserId user, String messageId) {
    for (var payment : deliveries.resume(user)) {
      var key = "pay:%s:product:%s".formatted(payment, messageId);
      outbox.add(
          new OutboxMessage(
              WorkQueue.MESSAGES_DELIVER.command(),
              "deliver:" + key,
              "deliver",
              new DeliverCommand(key, payment, DeliverCommand.What.PRODUCT)));
    }
  }
}
