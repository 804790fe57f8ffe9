package elysia.db.outbox;

import elysia.db.Sql;
import elysia.model.wire.Route;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows waiting to be published. One row is claimed by one relay at a time, for a lease: until then
/// `next_attempt_at` hides it from the others.
@Singleton
public final class OutboxClaims {
  private static final String CLAIM =
      """
      with due as materialized (
        select id from outbox
        where processed_at is null and message_id is not null and next_attempt_at <= ?
        order by next_attempt_at, id limit ? for update skip locked)
      update outbox o set next_attempt_at = ?, attempt_count = o.attempt_count + 1 from due where o.id = due.id
      returning o.id, o.topic, o.message_id, o.message_type, o.headers, o.payload, o.attempt_count
      """;
  private static final String DONE = "update outbox set processed_at = ? where id = any (?)";
  private static final String AGAIN = "update outbox set next_attempt_at = ? where id = any (?)";
  private static final String OLDEST =
      """
      select min(created_at) as oldest from outbox where processed_at is null and message_id is not null
      """;
  private static final String PURGE =
      """
      delete from outbox where id in (
        select id from outbox where processed_at < ? and message_id is not null order by processed_at limit ?)
      """;

  private final Sql sql;
  private final Clock clock;

  OutboxClaims(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// A claimed row.
  ///
  /// @param headers JSON object of texts
  public record OutboxRow(
      long id,
      Route route,
      String messageId,
      String type,
      String headers,
      String payload,
      int attempt) {}

  /// Claims due rows for this relay: oldest first, at most `limit`.
  public List<OutboxRow> claim(Duration lease, int limit) {
    var now = clock.instant();
    return sql
        .query(
            CLAIM,
            row ->
                new OutboxRow(
                    row.id("id"),
                    Route.ofTopic(row.text("topic")),
                    row.text("message_id"),
                    row.text("message_type"),
                    row.text("headers"),
                    row.text("payload"),
                    row.integer("attempt_count")),
            now,
            limit,
            now.plus(lease))
        .stream()
        .sorted(Comparator.comparingLong(OutboxRow::id)) // returning promises no order
        .toList();
  }

  /// Marks rows as published; they stay for a while, to answer what was sent.
  public void done(Collection<Long> ids) {
    sql.update(DONE, clock.instant(), ids.toArray(Long[]::new));
  }

  /// Gives rows back that the broker did not take: due again after `delay`.
  public void again(Collection<Long> ids, Duration delay) {
    sql.update(AGAIN, clock.instant().plus(delay), ids.toArray(Long[]::new));
  }

  /// When the oldest waiting row was written, null when nothing waits.
  public @Nullable Instant oldestWaiting() {
    return sql.query(OLDEST, row -> java.util.Optional.ofNullable(row.optionalInstant("oldest")))
        .getFirst()
        .orElse(null);
  }

  /// Deletes published rows older than `age`, at most `limit`; returns how many.
  public int purge(Duration age, int limit) {
    return sql.update(PURGE, clock.instant().minus(age), limit);
  }
}
