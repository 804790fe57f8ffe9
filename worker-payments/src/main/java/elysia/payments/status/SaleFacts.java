package elysia.payments.status;

import elysia.db.conversions.ConversionRecorder;
import elysia.db.conversions.ConversionRecorder.Sale;
import elysia.db.events.FunnelEventRecorder;
import elysia.db.payments.Payment;
import elysia.model.EventName;
import elysia.model.wire.FunnelEventMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/// Tells the funnel and the ad platforms of a sale, in the transaction of what happened.
@Singleton
public final class SaleFacts {
  private final FunnelEventRecorder funnel;
  private final ConversionRecorder conversions;

  SaleFacts(FunnelEventRecorder funnel, ConversionRecorder conversions) {
    this.funnel = funnel;
    this.conversions = conversions;
  }

  /// The gateway made the charge.
  public void pixCreated(Payment payment, Instant at) {
    funnel.record(event(EventName.PIX_CREATED, payment, at));
    conversions.pixCreated(sale(payment), at);
  }

  void pixPaid(Payment payment, Instant at) {
    funnel.record(event(EventName.PIX_PAID, payment, at));
    conversions.pixPaid(sale(payment), at);
  }

  /// @param utmifyStatus UTMify's word
  void orderBecame(Payment payment, String utmifyStatus, Instant at) {
    conversions.orderBecame(sale(payment), utmifyStatus, at);
  }

  private static Sale sale(Payment payment) {
    var buyer = payment.buyer();
    return new Sale(
        buyer.organization(), buyer.bot(), buyer.user(), payment.id(), payment.transactionId());
  }

  private static FunnelEventMessage event(EventName name, Payment payment, Instant at) {
    var buyer = payment.buyer();
    return new FunnelEventMessage(
        name.word() + ":" + payment.transactionId(),
        name,
        at,
        buyer.organization(),
        buyer.bot(),
        buyer.botSlug(),
        buyer.user(),
        buyer.person(),
        buyer.tracking(),
        payment.id(),
        payment.transactionId(),
        payment.amount().minor(),
        Map.of());
  }
}
