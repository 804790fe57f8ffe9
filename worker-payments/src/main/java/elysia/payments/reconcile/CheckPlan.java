package elysia.payments.reconcile;

import elysia.db.payments.Payment;
import elysia.db.payments.PaymentChecks;
import elysia.payments.reconcile.ReconcileHandler.Query;
import elysia.payments.status.Decision;
import elysia.runtime.TimeScale;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Plans when a payment is asked about again.
@Singleton
final class CheckPlan {
  /// After the gateway's own schedule, as long as it gave no usable answer.
  private static final Duration PAUSE_WITHOUT_ANSWER = Duration.ofHours(1);

  private static final Duration GIVE_UP = Duration.ofDays(7);

  private final PaymentChecks checks;
  private final TimeScale scale;

  CheckPlan(PaymentChecks checks, TimeScale scale) {
    this.checks = checks;
    this.scale = scale;
  }

  /// @param answered whether this query brought a usable answer
  void after(Query query, Payment payment, boolean answered, Instant now) {
    checks.schedule(payment.id(), next(query, payment, answered, now).orElse(null));
  }

  private Optional<Instant> next(Query query, Payment payment, boolean answered, Instant now) {
    var created = payment.pix().createdAt();
    if (created == null || (answered && Decision.wasPaid(payment.status()))) {
      return Optional.empty();
    }
    var regular =
        query.gateway().capabilities().queries().next(created, payment.pix().expiresAt(), now);
    if (regular.isPresent() || answered || now.isAfter(created.plus(scale.of(GIVE_UP)))) {
      return regular;
    }
    return Optional.of(now.plus(scale.of(PAUSE_WITHOUT_ANSWER)));
  }
}
