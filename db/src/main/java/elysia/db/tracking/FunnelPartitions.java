package elysia.db.tracking;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// The months of `funnel_events`.
@Singleton
public final class FunnelPartitions {
  private static final String ENSURE =
      """
      select count(*) filter (where ensure_funnel_events_month(month)) as made
      from funnel_events_months((?::timestamptz at time zone 'UTC')::date, ?) as month
      """;
  private static final String STRAYS =
      "select count(*) as strays from only funnel_events_default where occurred_at >= ?";

  private final Sql sql;
  private final Clock clock;

  FunnelPartitions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// Gives every month from the oldest event to `monthsAhead` from now its partition; returns how
  /// many were made.
  public int ensure(int monthsAhead) {
    return sql.query(ENSURE, row -> row.integer("made"), clock.instant(), monthsAhead).getFirst();
  }

  /// How many events of this month or later have fallen into the default partition: it has grown
  /// because a month was missing (C15).
  public long strays() {
    var thisMonth =
        clock.instant().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    return sql.query(STRAYS, row -> row.id("strays"), thisMonth.toInstant()).getFirst();
  }
}
