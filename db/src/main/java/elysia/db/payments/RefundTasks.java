package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.AttemptId;
import elysia.model.PaymentId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Money that came twice, `refund_tasks`: a person has to give it back.
@Singleton
public final class RefundTasks {
  private static final String OPEN =
      """
      insert into refund_tasks
        (organization_id, payment_id, attempt_id, reason, amount_cents, currency, task_key, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  // neither was paid when the later of the two was made: the buyer wanted one thing
  private static final String PAID_TWIN =
      """
      select other.id from payments this
      join payments other on other.bot_user_id = this.bot_user_id and other.offer_id = this.offer_id
      where this.id = ? and other.id <> this.id and other.status = 'paid' and other.paid_at > this.created_at
      order by other.paid_at limit 1
      """;

  private final Sql sql;

  RefundTasks(Sql sql) {
    this.sql = sql;
  }

  /// Why the money is too much.
  public enum Reason {
    /// Two charges of one payment were paid.
    SECOND_CHARGE,
    /// The code and the older one that it had replaced were both paid.
    REPLACED_CODE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Opens the task, unless it is there already; then false.
  public boolean open(Payment payment, @Nullable AttemptId attempt, Reason reason, Instant at) {
    var about = attempt == null ? "payment:" + payment.id() : "attempt:" + attempt;
    return sql.update(
            OPEN,
            payment.buyer().organization(),
            payment.id(),
            attempt,
            reason.word(),
            payment.amount().minor(),
            payment.amount().currency().getCurrencyCode(),
            reason.word() + ":" + about,
            at)
        == 1;
  }

  /// A paid payment of the same person and offer that this one was to replace, or the other way
  /// round. Ask when the person's row is locked, and the payment has become paid.
  public Optional<PaymentId> paidTwin(PaymentId payment) {
    return sql.one(PAID_TWIN, row -> new PaymentId(row.id("id")), payment);
  }
}
