package elysia.db.sends;

import elysia.db.Sql;
import elysia.model.BotId;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Messages to one person and how far they have come, so that a crash between any two steps is
/// resumed and nothing is sent twice.
///
/// A row is `sending` (committed) before Telegram is called. A `sending` row that is found later
/// had a crash or no answer: whether it arrived is unknown. `attempts` counts the tries that may
/// have arrived, and tells them apart: a worker that was overtaken, since its lane ended before its
/// call, writes nothing any more (L110).
@Singleton
public final class Sends {
  /// How long one claim keeps other workers away from a person: more than a call's timeout.
  public static final Duration LANE_LEASE = Duration.ofSeconds(30);

  private static final String ADD =
      """
      insert into sends (organization_id, bot_id, telegram_id, kind, group_key, step, request, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (group_key, step) do nothing
      """;
  // /start, PIX and delivery are sent once more after an unclear try, the others never (L19).
  private static final String CLAIM =
      """
      with pause as materialized (
        select max(until) as until from (
          select limited_until as until from bot_users where bot_id = ? and telegram_id = ?
          union all select paused_until from bot_rate where bot_id = ?) as pauses
        where until > ?),
      lane as (
        update bot_users set lane_owner = ?, lane_until = ?
        where bot_id = ? and telegram_id = ? and (lane_owner = ? or lane_until is null or lane_until < ?)
          and (select until from pause) is null
          and exists (select from sends where group_key = ? and state in ('pending', 'sending'))
        returning id),
      next as materialized (
        select s.id, s.step,
          s.state = 'pending' or (s.kind in ('start', 'pix', 'delivery') and s.attempts < 2) as may_send
        from sends s
        where s.group_key = ? and s.state in ('pending', 'sending') and exists (select from lane)
        order by s.step limit 1 for update of s),
      claimed as (
        update sends s set
          state = case when n.may_send then 'sending' else 'unknown' end,
          attempts = s.attempts + case when n.may_send then 1 else 0 end,
          sending_at = case when n.may_send then ? else s.sending_at end,
          finished_at = case when n.may_send then null else ? end
        from next n where s.id = n.id
        returning s.id, s.attempts, s.step, s.request, n.may_send)
      select exists (select from lane) as lane, (select until from pause) as paused_until,
        exists (select from sends where group_key = ? and state in ('pending', 'sending')) as unfinished, c.id, c.attempts, c.step, c.request, c.may_send,
        not exists (
          select from sends later
          where later.group_key = ? and later.step > c.step and later.state in ('pending', 'sending')) as last
      from (values (1)) as always (row) left join claimed c on true
      """;
  private static final String KEEP =
      """
      update bot_users set lane_until = ? where bot_id = ? and telegram_id = ? and lane_owner = ?
      """;
  private static final String LEAVE =
      """
      update bot_users set lane_owner = null, lane_until = null
      where bot_id = ? and telegram_id = ? and lane_owner = ?
      """;
  private static final String SENT =
      """
      update sends set state = 'sent', telegram_message_id = ?, telegram_message_ids = ?, error = null, finished_at = ?
      where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String NOT_SENT =
      """
      update sends set state = 'pending', attempts = attempts - 1, error = ? where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String UNCLEAR =
      """
      update sends set error = ? where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String UNKNOWN =
      """
      update sends set state = 'unknown', error = ?, finished_at = ? where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String FAILED =
      """
      update sends set state = 'failed', error = ?, finished_at = ? where id = ? and state = 'sending' and attempts = ?
      """;
  private static final String CANCEL_GROUP =
      """
      update sends set state = 'canceled', error = ?, finished_at = ? where group_key = ? and state = 'pending'
      """;
  // what was paid for waits: its own delivery says whether it can be sent
  private static final String CANCEL_PERSON =
      """
      update sends set state = 'canceled', error = ?, finished_at = ?
      where bot_id = ? and telegram_id = ? and state = 'pending' and kind <> 'delivery'
      """;
  private static final String RESULT =
      """
      select s.state, coalesce(m.id, s.telegram_message_id) as telegram_message_id, s.error
      from sends s left join lateral unnest(s.telegram_message_ids) with ordinality as m (id, place) on true
      where s.group_key = ? order by s.step, m.place
      """;

  private final String worker = UUID.randomUUID().toString();
  private final Sql sql;
  private final Clock clock;

  Sends(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// Plans the messages of a group, in their order. Call it in the transaction that they follow
  /// from; a second plan of the same group changes nothing.
  ///
  /// @param requests Bot API calls as JSON
  public void plan(SendGroup group, List<String> requests) {
    var now = clock.instant();
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < requests.size(); i++) {
      rows.add(
          new @Nullable Object[] {
            group.organization(),
            group.bot(),
            group.person(),
            group.kind().word(),
            group.key(),
            i + 1,
            new Sql.Json(requests.get(i)),
            now
          });
    }
    sql.batch(ADD, rows);
  }

  /// Claims the next message of a group, and the person's lane with it: one worker at a time talks
  /// to a person, for at most [#LANE_LEASE] after its last claim, and nobody while Telegram wants
  /// to be left alone.
  public Claim claim(SendGroup group) {
    var now = clock.instant();
    return sql.one(
            CLAIM,
            row -> claim(row, now),
            group.bot(),
            group.person(),
            group.bot(),
            now,
            worker,
            now.plus(LANE_LEASE),
            group.bot(),
            group.person(),
            worker,
            now,
            group.key(),
            group.key(),
            now,
            now,
            group.key(),
            group.key())
        .orElseThrow(() -> new IllegalStateException("a claim always answers one row"));
  }

  /// Keeps the person's lane for longer than a claim does.
  public void keepLane(SendGroup group, Duration lease) {
    sql.update(KEEP, clock.instant().plus(lease), group.bot(), group.person(), worker);
  }

  /// Lets other workers talk to the person.
  public void leaveLane(SendGroup group) {
    sql.update(LEAVE, group.bot(), group.person(), worker);
  }

  /// @param messageIds Telegram's, several for an album
  public void sent(Claim.Send claim, List<Long> messageIds) {
    sql.update(
        SENT,
        messageIds.getFirst(),
        messageIds.toArray(Long[]::new),
        clock.instant(),
        claim.id(),
        claim.attempt());
  }

  /// Certainly not sent: it is due again as if never tried.
  public void notSent(Claim.Send claim, String reason) {
    sql.update(NOT_SENT, reason, claim.id(), claim.attempt());
  }

  /// Whether it was sent is unclear: the row stays `sending`, and the next claim decides.
  public void unclear(Claim.Send claim, String reason) {
    sql.update(UNCLEAR, reason, claim.id(), claim.attempt());
  }

  /// It may have arrived in part: it is never sent again.
  public void unknown(Claim.Send claim, String reason) {
    sql.update(UNKNOWN, reason, clock.instant(), claim.id(), claim.attempt());
  }

  public void failed(Claim.Send claim, String reason) {
    sql.update(FAILED, reason, clock.instant(), claim.id(), claim.attempt());
  }

  /// Cancels what a group has not begun to send.
  public void cancel(SendGroup group, String reason) {
    sql.update(CANCEL_GROUP, reason, clock.instant(), group.key());
  }

  /// Cancels what waits for a person, but never what was paid for.
  public void cancelWaiting(BotId bot, TelegramId person, String reason) {
    sql.update(CANCEL_PERSON, reason, clock.instant(), bot, person);
  }

  public GroupResult result(SendGroup group) {
    var messageIds = new ArrayList<Long>();
    var problems = new ArrayList<String>();
    for (var row : sql.query(RESULT, Row::read, group.key())) {
      row.messageId().ifPresent(messageIds::add);
      if (row.messageId().isEmpty()) {
        problems.add(row.state() + ": " + row.error().orElse("sem resposta do Telegram"));
      }
    }
    return new GroupResult(messageIds, problems);
  }

  private static Claim claim(Sql.Row row, Instant now) throws SQLException {
    var id = row.optionalLong("id");
    if (id == null) {
      return row.bool("unfinished") && !row.bool("lane") ? waiting(row, now) : new Claim.Nothing();
    }
    return row.bool("may_send")
        ? new Claim.Send(
            id, row.integer("attempts"), row.integer("step"), row.text("request"), row.bool("last"))
        : new Claim.GivenUp(id, row.integer("step"), row.bool("last"));
  }

  private static Claim waiting(Sql.Row row, Instant now) throws SQLException {
    var pausedUntil = row.optionalInstant("paused_until");
    return pausedUntil == null
        ? new Claim.LaneBusy()
        : new Claim.Paused(Duration.between(now, pausedUntil));
  }

  private record Row(String state, Optional<Long> messageId, Optional<String> error) {
    static Row read(Sql.Row row) throws SQLException {
      return new Row(
          row.text("state"),
          Optional.ofNullable(row.optionalLong("telegram_message_id")),
          Optional.ofNullable(row.optionalText("error")));
    }
  }
}
