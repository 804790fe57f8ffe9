package elysia.db.cutover;

import elysia.db.Sql;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges what the old application has left to send: due in the future, it becomes ours; due
/// before, it has expired; begun, nobody knows.
///
/// The database's clock decides, as it wrote the rows' times. A row's end is told in words that the
/// old application takes for final: switched on again, it leaves such rows alone. What it had begun
/// keeps its status where that is so already, and where it has no word for not knowing.
final class OldQueues {
  /// As many rows as one transaction judges.
  private static final int SLICE = 10_000;

  // whatever a pending row that was tried before says, it may have been sent
  private static final String DOWNSELLS_QUEUE =
      """
      with open as materialized (
        select id, case when attempts > 0 then 'unknown' when scheduled_at <= now() then 'expired' else 'taken_over' end
          as verdict
        from downsells_queue where id > ? and status = 'pending' order by id limit ? for update),
      judged as (
        update downsells_queue q set cutover_state = verdict, updated_at = now(),
          status = case verdict when 'taken_over' then status else 'expired' end,
          error_message = case verdict when 'expired' then 'cutover: venceu antes da troca'
            when 'unknown' then 'cutover: a aplicação antiga já tinha tentado' else error_message end
        from open where q.id = open.id and q.cutover_state is distinct from verdict
        returning 1)
      select max(id) as last from open
      """;

  // a row is due when its shot is: at once, or at the shot's time
  private static final String SHOTS_QUEUE =
      """
      with open as materialized (
        select q.id, case when q.attempts > 0 then 'unknown' when s.scheduled_at > now() then 'taken_over' else 'expired' end
          as verdict
        from shots_queue q join shots s on s.id = q.shot_id
        where q.id > ? and lower(q.status) = 'pending' order by q.id limit ? for update of q),
      judged as (
        update shots_queue q set cutover_state = verdict, updated_at = now(),
          status = case when verdict = 'taken_over' then status when status = 'PENDING' then 'SKIPPED' else 'skipped' end,
          error_message = case verdict when 'expired' then 'cutover: venceu antes da troca'
            when 'unknown' then 'cutover: a aplicação antiga já tinha tentado' else error_message end
        from open where q.id = open.id and q.cutover_state is distinct from verdict
        returning 1)
      select max(id) as last from open
      """;

  // `processing` stays: the old application never picks it up, and what it reached nobody knows
  private static final String WAVES =
      """
      with open as materialized (
        select id, case when lower(status) = 'processing' then 'unknown' when schedule_at <= now() then 'expired'
          else 'taken_over' end as verdict
        from broadcast_waves_queue where id > ? and lower(status) in ('pending', 'processing')
        order by id limit ? for update),
      judged as (
        update broadcast_waves_queue w set cutover_state = verdict, updated_at = now(),
          status = case verdict when 'expired' then 'error' else status end,
          error_message = case verdict when 'expired' then 'cutover: venceu antes da troca'
            when 'unknown' then 'cutover: interrompida na aplicação antiga' else error_message end
        from open where w.id = open.id and w.cutover_state is distinct from verdict
        returning 1)
      select max(id) as last from open
      """;

  // last: their queue is judged by their time. A shot under way keeps its status; its queue is
  // over.
  private static final String SHOTS =
      """
      with open as materialized (
        select id, case when lower(status) = 'sending' then 'unknown' when scheduled_at > now() then 'taken_over'
          else 'expired' end as verdict
        from shots where id > ? and lower(status) in ('scheduled', 'queued', 'sending') order by id limit ? for update),
      judged as (
        update shots s set cutover_state = verdict, updated_at = now(),
          status = case verdict when 'expired' then 'canceled' else status end
        from open where s.id = open.id and s.cutover_state is distinct from verdict
        returning 1)
      select max(id) as last from open
      """;
  private static final List<String> ALL = List.of(DOWNSELLS_QUEUE, SHOTS_QUEUE, WAVES, SHOTS);

  private final Sql sql;

  OldQueues(Sql sql) {
    this.sql = sql;
  }

  /// Judges all open rows, a slice at a time, each in a transaction of its own. A run that was cut
  /// short is finished by the next; rows that were judged before are judged again by today's time.
  void judge() {
    ALL.forEach(this::judge);
  }

  private void judge(String statement) {
    var slice = sql.query(statement, Slice::read, 0L, SLICE).getFirst();
    while (slice.last() != null) {
      slice = sql.query(statement, Slice::read, slice.last(), SLICE).getFirst();
    }
  }

  /// @param last the id of the slice's last row, null where there was none
  private record Slice(@Nullable Long last) {
    static Slice read(Sql.Row row) throws SQLException {
      return new Slice(row.optionalLong("last"));
    }
  }
}
