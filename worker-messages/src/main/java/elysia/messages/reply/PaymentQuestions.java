package elysia.messages.reply;

import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.sends.Purchase;
import elysia.messages.deliver.UnfinishedDeliveries;
import elysia.model.BotUserId;
import elysia.model.PaymentStatus;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.ReconcileCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;

/// What a buyer wants to know of a payment. The gateway is asked, by who may ask it, and its answer
/// is what the buyer hears: never our own guess.
@Singleton
final class PaymentQuestions {
  /// Impatient presses within so many seconds are one question.
  private static final int SAME_QUESTION_SECONDS = 10;

  private final Outbox outbox;
  private final UnfinishedDeliveries deliveries;

  PaymentQuestions(Outbox outbox, UnfinishedDeliveries deliveries) {
    this.outbox = outbox;
    this.deliveries = deliveries;
  }

  /// "I have paid": asked at the gateway where it may know more than we do. What was paid and not
  /// delivered is delivered now.
  void check(Press press, BotUserId user, Purchase purchase) {
    deliveries.resume(user, press.messageId());
    var key = key("state", press, purchase);
    if (purchase.mayStillBePaid()) {
      outbox.add(
          new OutboxMessage(
              WorkQueue.PAYMENTS_RECONCILE.command(),
              "reconcile:" + key,
              "reconcile",
              new ReconcileCommand(purchase.payment(), key)));
      return;
    }
    deliver(key, purchase, DeliverCommand.What.STATE);
  }

  /// The code as a picture while it can be paid; after that, where the payment stands.
  void showQr(Press press, BotUserId user, Purchase purchase) {
    var end = purchase.expiresAt();
    boolean payable =
        purchase.status() == PaymentStatus.PENDING
            && purchase.pixCode() != null
            && (end == null || press.at().isBefore(end));
    if (payable) {
      deliver(key("qr", press, purchase), purchase, DeliverCommand.What.QR);
    } else {
      check(press, user, purchase);
    }
  }

  private void deliver(String key, Purchase purchase, DeliverCommand.What what) {
    outbox.add(
        new OutboxMessage(
            WorkQueue.MESSAGES_DELIVER.command(),
            "deliver:" + key,
            "deliver",
            new DeliverCommand(key, purchase.payment(), what)));
  }

  private static String key(String what, Press press, Purchase purchase) {
    return "%s:%s:%d"
        .formatted(what, purchase.payment(), press.at().getEpochSecond() / SAME_QUESTION_SECONDS);
  }
}
