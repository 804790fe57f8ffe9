package elysia.db.media;

import elysia.db.Sql;
import elysia.db.bots.Bot;
import elysia.db.media.StoredMedia.MediaObject;
import elysia.model.MediaKind;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The file ids of a bot's media. One belongs to the Telegram bot that got it, to nobody else: with
/// another token the bytes are sent again (L9). Read for each message, so a repair counts at once.
@Singleton
public final class FileIds {
  private static final String FIND =
      """
      select
        (select tg_file_id from media_cache
         where bot_slug = ? and sha256 = w.sha256 and kind = ? and status = 'ready'
           and coalesce(telegram_bot_id, w.telegram_bot_id) = w.telegram_bot_id) as file_id,
        o.storage_key, o.file_name, o.mime, o.bytes
      from (values (?::text, ?::bigint, ?::bigint)) as w (sha256, telegram_bot_id, organization_id)
      left join media_objects o on o.organization_id = w.organization_id and o.sha256 = w.sha256
      """;
  private static final String READY =
      """
      insert into media_cache (organization_id, bot_slug, sha256, kind, telegram_bot_id, tg_file_id, tg_file_unique_id, status)
      values (?, ?, ?, ?, ?, ?, ?, 'ready')
      on conflict (bot_slug, sha256, kind) do update set telegram_bot_id = excluded.telegram_bot_id,
        tg_file_id = excluded.tg_file_id, tg_file_unique_id = excluded.tg_file_unique_id, status = 'ready', last_error = null
      """;
  private static final String REFUSED =
      """
      update media_cache set status = 'error', tg_file_id = null, last_error = ?
      where bot_slug = ? and sha256 = ? and kind = ? and tg_file_id = ?
      """;

  private final Sql sql;

  FileIds(Sql sql) {
    this.sql = sql;
  }

  /// @param telegramBot the Telegram bot behind the token that is used
  public StoredMedia find(Bot bot, long telegramBot, MediaKind kind, String sha256) {
    return sql.one(
            FIND, FileIds::stored, bot.slug(), kind.word(), sha256, telegramBot, bot.organization())
        .orElseThrow(() -> new IllegalStateException("the look-up always answers one row"));
  }

  /// Telegram has it, and gave this bot an id for it.
  public void ready(Bot bot, long telegramBot, MediaKind kind, String sha256, TelegramFile file) {
    sql.update(
        READY,
        bot.organization(),
        bot.slug(),
        sha256,
        kind.word(),
        telegramBot,
        file.id(),
        file.uniqueId());
  }

  /// Telegram does not take this id: it is never used again.
  ///
  /// @param reason what the operator reads
  public void refused(Bot bot, MediaKind kind, String sha256, String fileId, String reason) {
    sql.update(REFUSED, reason, bot.slug(), sha256, kind.word(), fileId);
  }

  private static StoredMedia stored(Sql.Row row) throws SQLException {
    return new StoredMedia(row.optionalText("file_id"), object(row));
  }

  private static @Nullable MediaObject object(Sql.Row row) throws SQLException {
    var key = row.optionalText("storage_key");
    return key == null
        ? null
        : new MediaObject(key, row.text("file_name"), row.text("mime"), row.id("bytes"));
  }
}
