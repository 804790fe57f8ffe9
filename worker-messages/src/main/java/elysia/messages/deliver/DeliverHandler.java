package elysia.messages.deliver;

import elysia.db.sends.Purchase;
import elysia.db.sends.SendGroup;
import elysia.db.sends.SendKind;
import elysia.db.sends.Sends;
import elysia.messages.sending.GroupSender;
import elysia.messages.sending.Lanes;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import elysia.model.PaymentStatus;
import elysia.model.wire.DeliverCommand;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a buyer what has become of a payment, and delivers what was paid for. The payment's status
/// is read again each time: what was refunded meanwhile is not delivered.
@Singleton
public final class DeliverHandler implements MessageHandler<DeliverCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverHandler.class);

  private final DeliveryBook book;
  private final DeliveryPlans plans;
  private final Sends sends;
  private final Lanes lanes;
  private final GroupSender sender;

  DeliverHandler(
      DeliveryBook book, DeliveryPlans plans, Sends sends, Lanes lanes, GroupSender sender) {
    this.book = book;
    this.plans = plans;
    this.sends = sends;
    this.lanes = lanes;
    this.sender = sender;
  }

  @Override
  public Settlement handle(DeliverCommand command, DeliveryContext context)
      throws InterruptedException {
    var purchase = book.find(command.payment()).orElse(null);
    if (purchase == null) {
      return new Settlement.Park("no payment " + command.payment());
    }
    var group = group(command, purchase);
    return lanes.in(
        purchase.bot().id(),
        purchase.buyer(),
        () ->
            switch (command.what()) {
              case PIX, QR, CHARGE_FAILED, STATE -> tell(command, purchase, group, context);
              case PRODUCT -> deliver(command, purchase, group, context);
            });
  }

  private Settlement tell(
      DeliverCommand command, Purchase purchase, SendGroup group, DeliveryContext context)
      throws InterruptedException {
    if (!purchase.bot().serves() || !open(command, purchase.status())) {
      sends.cancel(group, "pagamento " + purchase.status().word());
      LOG.info(
          "[BOT] Nada enviado para {}: pagamento {} está {}",
          purchase.buyer(),
          purchase.payment(),
          purchase.status().word());
      return new Settlement.Done();
    }
    plans.plan(command, purchase, group);
    return sender.send(purchase.bot(), group, context);
  }

  /// A paused bot delivers all the same: it was paid for.
  private Settlement deliver(
      DeliverCommand command, Purchase purchase, SendGroup group, DeliveryContext context)
      throws InterruptedException {
    if (purchase.status() != PaymentStatus.PAID) {
      sends.cancel(group, "pagamento " + purchase.status().word());
      return undelivered(purchase, "pagamento está " + purchase.status().word());
    }
    if (!purchase.bot().canSend()) {
      undelivered(purchase, "o bot foi apagado ou não tem token");
      return new Settlement.Park("bot " + purchase.bot().id() + " cannot send");
    }
    plans.plan(command, purchase, group);
    var settlement = sender.send(purchase.bot(), group, context);
    if (!(settlement instanceof Settlement.Done)) {
      return settlement;
    }
    var result = sends.result(group);
    if (!result.allSent()) {
      return undelivered(purchase, String.join("; ", result.problems()));
    }
    book.delivered(purchase, result.messageIds());
    return settlement;
  }

  private Settlement undelivered(Purchase purchase, String reason) {
    book.failed(purchase, reason);
    return new Settlement.Done();
  }

  /// Whether there is still something to pay, to be sorry for, or to answer.
  private static boolean open(DeliverCommand command, PaymentStatus status) {
    return switch (command.what()) {
      case PIX, QR, PRODUCT -> status == PaymentStatus.PENDING;
      case CHARGE_FAILED -> status == PaymentStatus.PENDING || status == PaymentStatus.FAILED;
      case STATE -> true;
    };
  }

  private static SendGroup group(DeliverCommand command, Purchase purchase) {
    var kind =
        switch (command.what()) {
          case PIX, QR -> SendKind.PIX;
          case CHARGE_FAILED, STATE -> SendKind.NOTICE;
          case PRODUCT -> SendKind.DELIVERY;
        };
    var bot = purchase.bot();
    return new SendGroup(command.key(), bot.organization(), bot.id(), purchase.buyer(), kind);
  }
}
