package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.PaymentId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When to ask the gateway about a payment: `payments.next_check_at`. The limit of queries per
/// charge is kept here too, so that neither a restart nor a second worker breaks it (L63).
@Singleton
public final class PaymentChecks {
  private static final String CLAIM =
      """
      with due as materialized (
        select id from payments where next_check_at <= ?
        order by next_check_at limit ? for update skip locked)
      update payments p set next_check_at = ? from due where p.id = due.id
      returning p.id
      """;
  private static final String QUERIED =
      "update payments set queried_at = ?, check_count = check_count + 1 where id = ?";
  private static final String SCHEDULE = "update payments set next_check_at = ? where id = ?";
  private static final String CHECK_SOON =
      """
      update payments
      set next_check_at = least(next_check_at, greatest(?, queried_at + ? * interval '1 millisecond'))
      where id = ?
      """;

  private final Sql sql;

  PaymentChecks(Sql sql) {
    this.sql = sql;
  }

  /// Claims due payments, at most `limit`: nobody else gets them before `leaseUntil`, then they are
  /// due again. Call it in a transaction.
  public List<PaymentId> claim(Instant now, Instant leaseUntil, int limit) {
    return sql.query(CLAIM, row -> new PaymentId(row.id("id")), now, limit, leaseUntil);
  }

  /// Notes that the gateway is asked now. The caller holds the payment's lock, and commits before
  /// he asks.
  public void queried(PaymentId payment, Instant now) {
    sql.update(QUERIED, now, payment);
  }

  /// @param at null for never
  public void schedule(PaymentId payment, @Nullable Instant at) {
    sql.update(SCHEDULE, at, payment);
  }

  /// Brings the next check forward, as far as the gateway's limit allows.
  public void soon(PaymentId payment, Instant now, Duration interval) {
    sql.update(CHECK_SOON, now, interval.toMillis(), payment);
  }
}
