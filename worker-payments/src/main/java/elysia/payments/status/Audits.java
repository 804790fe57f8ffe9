package elysia.payments.status;

import elysia.db.payments.Evidence;
import elysia.db.payments.PaymentChecks;
import elysia.model.PaymentId;
import elysia.runtime.TimeScale;
import jakarta.inject.Singleton;
import java.time.Duration;

/// What is still asked about a payment once its money has come.
@Singleton
final class Audits {
  private static final Duration DELAY = Duration.ofMinutes(2);

  private final PaymentChecks checks;
  private final TimeScale scale;

  Audits(PaymentChecks checks, TimeScale scale) {
    this.checks = checks;
    this.scale = scale;
  }

  /// A webhook was believed: the gateway is asked once more, later. What a query or a person has
  /// said is not asked again.
  void afterPaid(PaymentId payment, Evidence evidence) {
    var webhook = evidence.source() == Evidence.Source.WEBHOOK;
    checks.schedule(payment, webhook ? evidence.at().plus(scale.of(DELAY)) : null);
  }

  void none(PaymentId payment) {
    checks.schedule(payment, null);
  }
}
