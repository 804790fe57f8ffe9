package elysia.db.sends;

import elysia.db.Sql;
import elysia.model.BotId;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How long Telegram wants to be left alone: in the database, so that all workers keep to it and a
/// restart forgets nothing (L11). [Sends#claim] honours it.
@Singleton
public final class SendPauses {
  /// Telegram does not say whether a limit is the person's or the bot's. One person who presses
  /// buttons like mad must not silence a bot; of so many others, limited at the same time, all are
  /// innocent.
  private static final int OTHERS = 2;

  private static final String LIMITED =
      """
      with person as (
        update bot_users set limited_until = greatest(limited_until, ?) where bot_id = ? and telegram_id = ?),
      others as (
        select from bot_users where bot_id = ? and telegram_id <> ? and limited_until > ? limit ?)
      insert into bot_rate as rate (bot_id, paused_until)
      select ?, ? where (select count(*) from others) = ?
      on conflict (bot_id) do update set paused_until = greatest(rate.paused_until, excluded.paused_until)
      returning paused_until
      """;

  private final Sql sql;
  private final Clock clock;

  SendPauses(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// Telegram has refused a message because of a limit. Returns how long the whole bot pauses,
  /// empty where only this person does.
  public Optional<Duration> limited(BotId bot, TelegramId person, Duration wait) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    var until = now.plus(wait);
    return sql.one(
            LIMITED,
            row -> row.instant("paused_until"),
            until,
            bot,
            person,
            bot,
            person,
            now,
            OTHERS,
            bot,
            until,
            OTHERS)
        .map(end -> Duration.between(now, end));
  }
}
