package elysia.db.cutover;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who sends downsells and shots: the old application until the cutover, then we. Never both (C28).
///
/// A database that never was the old application's needs none. Ours to tell: the first migration
/// found tables in it, which Flyway has written down as its baseline.
@Singleton
public final class Cutover {
  private static final String LEGACY =
      "select exists (select from flyway_schema_history where type = 'BASELINE') as legacy";
  private static final String DONE_AT = "select done_at from cutover where done_at is not null";
  private static final String DONE =
      """
      select exists (select from cutover where done_at is not null)
        or not exists (select from flyway_schema_history where type = 'BASELINE') as done
      """;
  private static final String RECORD =
      """
      insert into cutover (done_at) values (now())
      on conflict (id) do update set done_at = excluded.done_at where cutover.done_at is null
      """;
  private static final String UNDO = "update cutover set done_at = null where done_at is not null";
  private static final String NOW = "select now() as now";

  // Rows that a sender has worked on, but not we: a payment cancels its downsells, and a cutover
  // that was cut short has left its mark.
  private static final String WRITES =
      """
      select place, count(*) as rows, max(at) as latest from (
        select 'downsells_queue' as place, greatest(updated_at, last_attempt_at) as at from downsells_queue
        where status not in ('pending', 'canceled') and cutover_state is null
        union all
        select 'shots_queue', greatest(updated_at, last_attempt_at) from shots_queue
        where lower(status) <> 'pending' and cutover_state is null
        union all
        select 'broadcast_waves_queue', updated_at from broadcast_waves_queue
        where lower(status) <> 'pending' and cutover_state is null) worked
      where at > ? group by place order by place
      """;

  // every deployable names its connections so; what else is connected may be a sender
  private static final String STRANGERS =
      """
      select coalesce(nullif(application_name, ''), 'sem nome') as application, usename as person, count(*) as sessions
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and usename is not null and leader_pid is null
        and application_name not like 'elysia-%'
      group by 1, 2 order by 1, 2
      """;
  private static final String OUTCOME =
      """
      select place, cutover_state as state, count(*) as rows from (
        select 'downsells_queue' as place, cutover_state from downsells_queue
        union all select 'shots_queue', cutover_state from shots_queue
        union all select 'broadcast_waves_queue', cutover_state from broadcast_waves_queue
        union all select 'shots', cutover_state from shots) judged
      where cutover_state is not null group by place, cutover_state order by place, cutover_state
      """;

  private final Sql sql;
  private final OldQueues queues;

  Cutover(Sql sql) {
    this.sql = sql;
    this.queues = new OldQueues(sql);
  }

  /// Whether we may send: what every dispatcher asks first.
  public boolean done() {
    return sql.query(DONE, row -> row.bool("done")).getFirst();
  }

  /// Whether the old application had this database before us.
  public boolean legacy() {
    return sql.query(LEGACY, row -> row.bool("legacy")).getFirst();
  }

  /// When sending passed to us.
  public Optional<Instant> doneAt() {
    return sql.one(DONE_AT, row -> row.instant("done_at"));
  }

  /// The database's clock, which wrote the old rows' times.
  public Instant now() {
    return sql.query(NOW, row -> row.instant("now")).getFirst();
  }

  /// Rows of a queue that a sender other than us has worked on.
  ///
  /// @param place the table
  /// @param latest the newest of them
  public record Writes(String place, long rows, Instant latest) {}

  public List<Writes> writesSince(Instant since) {
    return sql.query(
        WRITES, row -> new Writes(row.text("place"), row.id("rows"), row.instant("latest")), since);
  }

  /// Connections to this database that are not ours: perhaps a person, a backup, or a sender with
  /// nothing to do.
  public record Strangers(String application, String person, long sessions) {}

  public List<Strangers> strangers() {
    return sql.query(
        STRANGERS,
        row -> new Strangers(row.text("application"), row.text("person"), row.id("sessions")));
  }

  /// How many old rows of a table came to which end: `taken_over`, `expired` or `unknown`.
  public record Judged(String place, String state, long rows) {}

  /// Judges all open rows of the old application, then lets us send. May be cut short and repeated
  /// at will.
  public List<Judged> take() {
    queues.judge();
    sql.update(RECORD);
    return sql.query(
        OUTCOME, row -> new Judged(row.text("place"), row.text("state"), row.id("rows")));
  }

  /// Gives sending back to the old application. Rows that were taken over and still wait are its
  /// own again; false when it had it.
  public boolean undo() {
    return sql.update(UNDO) == 1;
  }
}
