package elysia.payments.charge;

import elysia.db.payments.ClickSnapshots;
import elysia.db.payments.DeliverCommands;
import elysia.db.payments.Payment;
import elysia.db.payments.Payments;
import elysia.model.wire.ChargeCommand;
import elysia.payments.gateway.ChargeOutcome;
import elysia.payments.status.PaymentLog;
import elysia.payments.status.SaleFacts;
import elysia.runtime.TimeScale;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/// A payment gets its PIX code: from now on the buyer sees it, the funnel has its `pix_created`,
/// and the gateway is asked about it until it is paid.
@Singleton
final class ShownCodes {
  private final Payments payments;
  private final ClickSnapshots clicks;
  private final DeliverCommands deliver;
  private final SaleFacts facts;
  private final TimeScale scale;

  ShownCodes(
      Payments payments,
      ClickSnapshots clicks,
      DeliverCommands deliver,
      SaleFacts facts,
      TimeScale scale) {
    this.payments = payments;
    this.clicks = clicks;
    this.deliver = deliver;
    this.facts = facts;
    this.scale = scale;
  }

  /// The caller holds the lock of the payment, which awaits its code.
  void show(
      ChargeCommand press,
      Payment payment,
      ChargeStep.Call call,
      ChargeOutcome.Created created,
      Instant at) {
    var buyer = payment.buyer();
    var capabilities = call.gateway().capabilities();
    var tracking = buyer.tracking();
    payments.showCode(
        payment.id(),
        new Payments.ShownCode(
            call.account().id(),
            call.account().gateway(),
            created.identifiers().id(),
            created.code().text(),
            created.expiresAt(),
            offeredUntil(call, created, at),
            capabilities.buyerNotice().orElse(null),
            tracking == null ? null : clicks.of(tracking, buyer.person()).orElse(null),
            at,
            capabilities.queries().next(at, created.expiresAt(), at).orElse(null)));
    facts.pixCreated(payment, at);
    deliver.pix(payment.id(), press.key());
    PaymentLog.created(payment, Duration.between(call.begunAt(), at));
  }

  /// When the gateway says no expiry, the account's setting decides.
  private Instant offeredUntil(ChargeStep.Call call, ChargeOutcome.Created created, Instant at) {
    return created.expiresAt() == null
        ? at.plus(scale.of(call.account().reoffer()))
        : created.expiresAt();
  }
}
