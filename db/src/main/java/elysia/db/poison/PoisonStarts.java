package elysia.db.poison;

import elysia.db.Sql;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// Counts how often the handling of a suspect has begun without coming to an end.
@Singleton
public final class PoisonStarts {
  private static final String BEGIN =
      """
      insert into poison_guard (queue, message_id, starts, started_at) values (?, ?, 1, ?)
      on conflict (queue, message_id) do update set starts = poison_guard.starts + 1, started_at = excluded.started_at
      returning starts
      """;
  private static final String END =
      """
      delete from poison_guard where queue = ? and message_id = ?
      """;
  private static final String PURGE =
      """
      delete from poison_guard where started_at < ?
      """;

  private final Sql sql;
  private final Clock clock;

  PoisonStarts(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// Counts one more, this one included; committed when it returns.
  public int begin(WorkQueue queue, String messageId) {
    return sql.one(
            BEGIN, row -> row.integer("starts"), queue.queueName(), messageId, clock.instant())
        .orElseThrow(() -> new IllegalStateException("an upsert always answers one row"));
  }

  /// It came to an end.
  public void end(WorkQueue queue, String messageId) {
    sql.update(END, queue.queueName(), messageId);
  }

  /// Deletes what was begun longer than `age` ago; returns how many.
  public int purge(Duration age) {
    return sql.update(PURGE, clock.instant().minus(age));
  }
}
