package elysia.db.bots;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Bots that people write to all the time, and suddenly nobody does (L22). Each change is told to
/// one worker, once.
@Singleton
public final class BotSilence {
  /// Busy is who heard from so many people in so long before: a quiet night is no alarm.
  private static final int BUSY_PEOPLE = 60;

  private static final Duration BUSY_TIME = Duration.ofHours(3);

  private static final String SILENT =
      """
      with seen as materialized (
        select bot_id, count(*) as people, max(last_seen_at) as last from bot_users
        where last_seen_at > ? group by bot_id)
      update bots b set silent_since = seen.last from seen
      where b.id = seen.bot_id and seen.people >= ? and seen.last <= ?
        and b.silent_since is null and b.active and not b.paused and b.deleted_at is null
      returning coalesce(b.slug, b.id::text) as slug, b.silent_since as since
      """;
  private static final String BACK =
      """
      with back as materialized (
        select b.id, b.silent_since from bots b
        where b.silent_since is not null
          and exists (select from bot_users u where u.bot_id = b.id and u.last_seen_at > b.silent_since)
        for update of b skip locked)
      update bots b set silent_since = null from back where b.id = back.id
      returning coalesce(b.slug, b.id::text) as slug, back.silent_since as since
      """;

  private final Sql sql;
  private final Clock clock;

  BotSilence(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// @param since when the bot heard from anybody last
  public record Silence(String bot, Instant since) {}

  /// Busy bots that have just been silent for `limit`.
  public List<Silence> begun(Duration limit) {
    var end = clock.instant().minus(limit);
    return sql.query(SILENT, BotSilence::silence, end.minus(BUSY_TIME), BUSY_PEOPLE, end);
  }

  /// Silent bots that somebody has written to.
  public List<Silence> over() {
    return sql.query(BACK, BotSilence::silence);
  }

  private static Silence silence(Sql.Row row) throws SQLException {
    return new Silence(row.text("slug"), row.instant("since"));
  }
}
