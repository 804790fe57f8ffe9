package elysia.db.people;

import elysia.db.Sql;
import elysia.db.bots.Bot;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The people of a bot, `bot_users`. Every write is an upsert: two first updates of one person may
/// arrive at once (L3).
@Singleton
public final class People {
  /// A second /start within this time is the same tap (L4).
  public static final Duration DEBOUNCE = Duration.ofSeconds(3);

  // No row comes back for a tap within the debounce: the guard sees the row's latest version, under
  // its lock.
  private static final String STARTED =
      """
      insert into bot_users as known (organization_id, bot_id, telegram_id, first_name, username, language_code,
        tracking_token, first_seen_at, last_seen_at, last_start_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (bot_id, telegram_id) do update set
        first_name = excluded.first_name, username = excluded.username, language_code = excluded.language_code,
        tracking_token = coalesce(excluded.tracking_token, known.tracking_token),
        last_seen_at = excluded.last_seen_at, last_start_at = excluded.last_start_at, updated_at = excluded.last_seen_at,
        blocked = false, unreachable_reason = null, unreachable_at = null
      where known.last_start_at is null or known.last_start_at <= ?
      returning id
      """;
  private static final String SEEN =
      """
      insert into bot_users as known (organization_id, bot_id, telegram_id, first_name, username, language_code,
        tracking_token, first_seen_at, last_seen_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (bot_id, telegram_id) do update set
        first_name = excluded.first_name, username = excluded.username, language_code = excluded.language_code,
        tracking_token = coalesce(excluded.tracking_token, known.tracking_token),
        last_seen_at = excluded.last_seen_at, updated_at = excluded.last_seen_at,
        blocked = false, unreachable_reason = null, unreachable_at = null
      returning id
      """;
  // Telegram promises no order between a block and a /start: an older block says nothing.
  private static final String BLOCKED =
      """
      insert into bot_users as known (organization_id, bot_id, telegram_id, blocked, first_seen_at, last_seen_at)
      values (?, ?, ?, true, ?, ?)
      on conflict (bot_id, telegram_id) do update set blocked = true, updated_at = excluded.last_seen_at
      where known.last_start_at is null or known.last_start_at < ?
      """;
  private static final String UNREACHABLE =
      """
      update bot_users set blocked = blocked or ?, unreachable_reason = ?, unreachable_at = ?, updated_at = ?
      where bot_id = ? and telegram_id = ?
      """;

  private final Sql sql;
  private final Clock clock;

  People(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// The person sent /start and can be reached again. Empty when the tap before was less than
  /// [#DEBOUNCE] ago: then nothing is written.
  public Optional<BotUserId> started(Bot bot, Profile person, @Nullable TrackingToken token) {
    var now = clock.instant();
    return sql.one(
        STARTED,
        row -> new BotUserId(row.id("id")),
        bot.organization(),
        bot.id(),
        person.id(),
        person.firstName(),
        person.username(),
        person.languageCode(),
        token,
        now,
        now,
        now,
        now.minus(DEBOUNCE));
  }

  /// The person did something else than a (new) /start. Who talks to the bot can be reached.
  ///
  /// @param token replaces the stored one, null keeps it
  public BotUserId seen(Bot bot, Profile person, @Nullable TrackingToken token) {
    var now = clock.instant();
    return sql.one(
            SEEN,
            row -> new BotUserId(row.id("id")),
            bot.organization(),
            bot.id(),
            person.id(),
            person.firstName(),
            person.username(),
            person.languageCode(),
            token,
            now,
            now)
        .orElseThrow(() -> new IllegalStateException("an upsert returns its row"));
  }

  /// The person blocked the bot. False when a /start came after that.
  ///
  /// @param at when, by Telegram
  public boolean blocked(Bot bot, TelegramId person, Instant at) {
    var now = clock.instant();
    return sql.update(BLOCKED, bot.organization(), bot.id(), person, now, now, at) == 1;
  }

  /// A send proved that the person cannot be reached.
  public void unreachable(BotId bot, TelegramId person, Unreachable reason) {
    var now = clock.instant();
    sql.update(UNREACHABLE, reason == Unreachable.BLOCKED, reason.word(), now, now, bot, person);
  }
}
