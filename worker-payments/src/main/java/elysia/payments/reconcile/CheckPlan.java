package elysia.payments.reconcile;

import elysia.db.payments.Payment;
import elysia.payments.reconcile.ReconcileHandler.Query;
import elysia.payments.status.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a payment is asked about again.
final class CheckPlan {
  /// After the gateway's own schedule, as long as it gave no usable answer.
  private static final Duration PAUSE_WITHOUT_ANSWER = Duration.ofHours(1);

  private static final Duration GIVE_UP = Duration.ofDays(7);

  private CheckPlan() {}

  /// @param answered whether this query brought a usable answer
  static Optional<Instant> next(Query query, Payment after, boolean answered, Instant now) {
    var created = after.pix().createdAt();
    if (created == null || (answered && Decision.wasPaid(after.status()))) {
      return Optional.empty();
    }
    var regular = query.gateway().capabilities().nextCheck(created, after.pix().expiresAt(), now);
    if (regular.isPresent() || answered || now.isAfter(created.plus(GIVE_UP))) {
      return regular;
    }
    return Optional.of(now.plus(PAUSE_WITHOUT_ANSWER));
  }
}
