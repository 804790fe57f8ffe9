package elysia.db.bots;

import elysia.db.Sql;
import elysia.model.BotId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whose webhook is due to be compared with what Telegram holds. All workers claim from the same
/// rows, so a bot is looked at once per round, however many workers there are.
@Singleton
public final class WebhookChecks {
  private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

  // A paused bot is left alone: its operator may have lent its webhook to somebody.
  private static final String CLAIM =
      """
      with due as materialized (
        select id, webhook_checked_at, webhook_pending from bots
        where webhook_url is not null and token_sealed is not null and token_status = 'validated'
          and active and not paused and deleted_at is null
          and coalesce(webhook_checked_at, '-infinity') <= ?
          and (select count(*) from bots where webhook_checked_at > ?) < ?
        order by webhook_checked_at nulls first, id limit 1 for update skip locked)
      update bots b set webhook_checked_at = ? from due where b.id = due.id
      returning b.id, coalesce(due.webhook_checked_at, to_timestamp(0)) as previous, coalesce(due.webhook_pending, 0) as pending
      """;
  private static final String SEEN =
      """
      update bots set webhook_pending = ? where id = ?
      """;
  private static final String REPAIRED =
      """
      update bots set webhook_url = ?, connect_error = null, updated_at = ? where id = ?
      """;

  private final Sql sql;
  private final Clock clock;

  WebhookChecks(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// A bot to check.
  ///
  /// @param previous when it was checked before
  /// @param pending how many updates Telegram held back then
  public record Due(BotId bot, Instant previous, int pending) {}

  /// Claims the bot that was not checked for the longest time, empty where none is due.
  ///
  /// @param every how often a bot is checked; the claim keeps other workers away for as long
  /// @param perMinute over all workers: no bot is due while so many were checked in the last minute
  public Optional<Due> claim(Duration every, int perMinute) {
    var now = clock.instant();
    return sql.one(
        CLAIM,
        row -> new Due(new BotId(row.id("id")), row.instant("previous"), row.integer("pending")),
        now.minus(every),
        now.minus(RATE_WINDOW),
        perMinute,
        now);
  }

  /// @param pending how many updates Telegram holds back now
  public void seen(BotId bot, int pending) {
    sql.update(SEEN, pending, bot);
  }

  /// Telegram has our webhook again. Unlike a connection this wakes no bot: it may have been paused
  /// meanwhile.
  public void repaired(BotId bot, URI webhook) {
    sql.update(REPAIRED, webhook.toString(), clock.instant(), bot);
  }
}
