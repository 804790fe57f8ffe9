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
  private static final String MAY_QUERY =
      """
      update payments set queried_at = ?, check_count = check_count + 1
      where id = ? and (queried_at is null or queried_at <= ?)
      """;
  private static final String SCHEDULE = "update payments set next_check_at = ? where id = ?";
  private static final String CHECK_SOON =
      """
      update payments
      set next_check_at = least(next_check_at, greatest(?, queried_at + make_interval(secs => ?)))
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

  /// Whether the gateway may be asked now; if so, this was the one query of `interval`. Commit
  /// before asking.
  public boolean mayQuery(PaymentId payment, Instant now, Duration interval) {
    return sql.update(MAY_QUERY, now, payment, now.minus(interval)) == 1;
  }

  /// @param at null for never
  public void schedule(PaymentId payment, @Nullable Instant at) {
    sql.update(SCHEDULE, at, payment);
  }

  /// Brings the next check forward, as far as the gateway's limit allows.
  public void soon(PaymentId payment, Instant now, Duration interval) {
    sql.update(CHECK_SOON, now, interval.toSeconds(), payment);
  }
}
