package elysia.db.media;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.bots.Bot;
import elysia.db.bots.Greetings;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.BotId;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import elysia.model.wire.BotCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Media that go to a bot's warm-up chat before any person needs them: `warming` until Telegram has
/// given an id, then `ready`, or `error` with what went wrong (L9).
@Singleton
public final class WarmUps {
  // the files of a bot's messages, by the shapes that sellers' content has, and of the greeting
  // that
  // the base version left
  private static final String ATTACHED =
      """
      with bot as (
        select b.id, b.organization_id, coalesce(b.slug, b.id::text) as slug, b.telegram_bot_id, b.warmup_chat_id,
          b.token_sealed, greeting.contents
        from bots b
      """
          + Greetings.JOIN
          + """
          where b.id = ? and b.deleted_at is null),
          shown as (
            select content from bot join bot_messages m on m.bot_id = bot.id and m.active
            union all
            select contents.content from bot cross join jsonb_array_elements(bot.contents) as contents (content)),
          listed as (
            select media from shown
            cross join unnest(array[content -> 'medias', content -> 'media_refs']) as list
            cross join jsonb_array_elements(case when jsonb_typeof(list) = 'array' then list else '[]' end) as media
            union all
            select content -> 'media' from shown),
          attached as (
            select distinct b.*, media ->> 'kind' as kind, coalesce(media ->> 'key', media ->> 'sha256') as sha256
            from bot b cross join listed
            where coalesce(media ->> 'key', media ->> 'sha256') ~ '^[0-9a-f]{64}$'
              and media ->> 'kind' in ('photo', 'video', 'animation', 'audio', 'voice', 'document'))
          """;
  private static final String REQUEST =
      ATTACHED
          + """
          insert into media_cache (organization_id, bot_slug, sha256, kind, telegram_bot_id, status, last_error)
          select a.organization_id, a.slug, a.sha256, a.kind, a.telegram_bot_id,
            case when o.sha256 is null then 'error' else 'warming' end,
            case when o.sha256 is null then ? end
          from attached a
          left join media_objects o on o.organization_id = a.organization_id and o.sha256 = a.sha256
          where a.telegram_bot_id is not null and a.warmup_chat_id is not null and a.token_sealed is not null
          on conflict (bot_slug, sha256, kind) do update set telegram_bot_id = excluded.telegram_bot_id,
            tg_file_id = null, tg_file_unique_id = null, status = excluded.status, last_error = excluded.last_error
          where media_cache.status <> 'ready' or media_cache.telegram_bot_id <> excluded.telegram_bot_id
          """;
  private static final String UNVERIFIED =
      """
      select c.id from bots b join media_cache c on c.bot_slug = b.slug and c.status = 'ready' and c.telegram_bot_id is null
      where b.id = ? and b.telegram_bot_id is not null and b.warmup_chat_id is not null and b.token_sealed is not null
      limit 1
      """;
  private static final String BOARD =
      ATTACHED
          + """
          select a.kind, a.sha256, o.file_name, c.last_error,
            case when c.status = 'ready' and c.telegram_bot_id is null then 'unverified'
              when c.status is not null and not (c.status = 'ready' and c.telegram_bot_id <> a.telegram_bot_id) then c.status
              when o.sha256 is null then 'missing' else 'cold' end as status
          from attached a
          left join media_objects o on o.organization_id = a.organization_id and o.sha256 = a.sha256
          left join media_cache c on c.bot_slug = a.slug and c.sha256 = a.sha256 and c.kind = a.kind
          order by o.file_name, a.sha256
          """;
  private static final String CHAT =
      "select warmup_chat_id from bots where id = ? and warmup_chat_id ~ '^-?[1-9][0-9]{0,17}$'";
  private static final String SET_CHAT =
      "update bots set warmup_chat_id = ?, updated_at = ? where id = ?";

  // an id of the old application is believed only once Telegram has taken it (C38)
  private static final String DUE =
      """
      select kind, sha256 from media_cache
      where bot_slug = ? and (status = 'warming' or (status = 'ready' and telegram_bot_id is null))
      order by id limit ?
      """;
  private static final String WARMED =
      """
      update media_cache set warmup_chat_id = ?, warmup_message_id = ?, warmup_at = ?,
        telegram_bot_id = (select telegram_bot_id from bots where id = ?)
      where bot_slug = ? and sha256 = ? and kind = ? and status = 'ready'
      """;
  private static final String FAILED =
      """
      update media_cache set status = 'error', last_error = ?
      where bot_slug = ? and sha256 = ? and kind = ? and status = 'warming'
      """;
  private static final String NOT_STORED = "a mídia não está no nosso armazenamento: envie de novo";

  /// More than a bot's messages hold; the rest comes with the next command.
  private static final int MOST_AT_ONCE = 50;

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Clock clock;

  WarmUps(Sql sql, Transactions transactions, Outbox outbox, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// A file that waits.
  public record Cold(MediaKind kind, String sha256) {}

  /// A file of a bot's messages.
  ///
  /// @param fileName null where our store never got it
  /// @param status `ready`, `warming`, `error`, `cold` where it is uploaded when first sent,
  ///   `unverified` where the old application had an id for it, `missing` where nobody has it
  public record State(
      String kind,
      String sha256,
      @Nullable String fileName,
      String status,
      @Nullable String lastError) {}

  /// Has the files of the bot's messages warmed that this Telegram bot has not got yet, and tries
  /// the ids of the old application. Nothing happens without a warm-up chat or before the bot is
  /// connected. It joins the transaction that changed the bot or its messages.
  public void request(BotId bot) {
    transactions.run(
        () -> {
          boolean cold = sql.update(REQUEST, bot, NOT_STORED) > 0;
          if (cold || !sql.query(UNVERIFIED, row -> row.id("id"), bot).isEmpty()) {
            outbox.add(command(bot));
          }
        });
  }

  private static OutboxMessage command(BotId bot) {
    return new OutboxMessage(
        WorkQueue.MESSAGES_BOT.command(),
        "bot.warm:" + bot + ":" + UUID.randomUUID(),
        "bot.warm",
        new BotCommand(bot, BotCommand.What.WARM_MEDIA));
  }

  /// Sets where the bot's files are uploaded to, and begins.
  public void setChat(BotId bot, TelegramId chat) {
    transactions.run(
        () -> {
          sql.update(SET_CHAT, chat.toString(), clock.instant(), bot);
          request(bot);
        });
  }

  public Optional<TelegramId> chat(BotId bot) {
    return sql.one(CHAT, row -> new TelegramId(Long.parseLong(row.text("warmup_chat_id"))), bot);
  }

  /// The files of the bot's messages.
  public List<State> board(BotId bot) {
    return sql.query(BOARD, WarmUps::state, bot);
  }

  public List<Cold> due(Bot bot) {
    return sql.query(
        DUE,
        row -> new Cold(MediaKind.ofWord(row.text("kind")).orElseThrow(), row.text("sha256")),
        bot.slug(),
        MOST_AT_ONCE);
  }

  /// It is in the warm-up chat. False where Telegram gave no id that is good for this kind.
  public boolean warmed(Bot bot, Cold media, TelegramId chat, long messageId) {
    return sql.update(
            WARMED,
            chat.toString(),
            messageId,
            clock.instant(),
            bot.id(),
            bot.slug(),
            media.sha256(),
            media.kind().word())
        > 0;
  }

  /// @param reason what the operator reads
  public void failed(Bot bot, Cold media, String reason) {
    sql.update(FAILED, reason, bot.slug(), media.sha256(), media.kind().word());
  }

  private static State state(Sql.Row row) throws SQLException {
    return new State(
        row.text("kind"),
        row.text("sha256"),
        row.optionalText("file_name"),
        row.text("status"),
        row.optionalText("last_error"));
  }
}
