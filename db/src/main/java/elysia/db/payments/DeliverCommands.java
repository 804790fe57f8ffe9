package elysia.db.payments;

import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.PaymentId;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;

/// Has the buyer told, in the transaction of what happened. The same key is told once.
@Singleton
public final class DeliverCommands {
  private final Outbox outbox;

  DeliverCommands(Outbox outbox) {
    this.outbox = outbox;
  }

  /// The PIX code, in answer to a press.
  public void pix(PaymentId payment, String pressKey) {
    add("pix:%s:%s".formatted(payment, pressKey), payment, DeliverCommand.What.PIX);
  }

  /// No code will come.
  public void chargeFailed(PaymentId payment) {
    add("pix:%s:failed".formatted(payment), payment, DeliverCommand.What.CHARGE_FAILED);
  }

  /// What was paid for.
  public void product(PaymentId payment) {
    add("pay:%s:product".formatted(payment), payment, DeliverCommand.What.PRODUCT);
  }

  /// Where the payment stands, in answer to the buyer's question.
  public void state(PaymentId payment, String key) {
    add(key, payment, DeliverCommand.What.STATE);
  }

  private void add(String key, PaymentId payment, DeliverCommand.What what) {
    outbox.add(
        new OutboxMessage(
            WorkQueue.MESSAGES_DELIVER.command(),
            "deliver:" + key,
            "deliver",
            new DeliverCommand(key, payment, what)));
  }
}
