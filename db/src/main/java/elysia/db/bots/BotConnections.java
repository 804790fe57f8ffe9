package elysia.db.bots;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.BotId;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The steps of connecting a bot to Telegram. Each is committed before the next call to Telegram,
/// so a crash between two of them never locks updates out (L21).
@Singleton
public final class BotConnections {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FIND =
      """
      select coalesce(slug, id::text) as slug, token_sealed from bots
      where id = ? and deleted_at is null
      """;
  // The bot that a new token has displaced still sends its updates here with the old secret: it is
  // forgotten.
  private static final String IDENTIFIED =
      """
      with before as materialized (
        select id, coalesce(telegram_bot_id, ?) <> ? as displaced from bots where id = ? for update)
      update bots b set telegram_bot_id = ?, bot_username = ?, bot_name = ?, token_status = 'validated',
        token_checked_at = ?, updated_at = ?,
        webhook_secret_sealed = case when before.displaced then null else b.webhook_secret_sealed end,
        webhook_secret_previous_sealed = case when before.displaced then null else b.webhook_secret_previous_sealed end
      from before where b.id = before.id
      returning b.webhook_secret_sealed
      """;
  private static final String NEW_SECRET =
      """
      update bots set webhook_secret_previous_sealed = webhook_secret_sealed, webhook_secret_sealed = ?,
        webhook_secret_changed_at = ?, updated_at = ?
      where id = ?
      """;
  private static final String CONNECTED =
      """
      update bots set webhook_url = ?, webhook_checked_at = ?, connect_error = null,
        paused = paused and webhook_url is not null, updated_at = ?
      where id = ?
      """;
  private static final String FAILED =
      "update bots set connect_error = ?, updated_at = ? where id = ?";

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Clock clock;

  BotConnections(Sql sql, Transactions transactions, Outbox outbox, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// A bot to connect.
  public record Candidate(String slug, @Nullable String tokenSealed) {}

  /// A bot that is known to be ours alone.
  ///
  /// @param webhookSecretSealed null before its first connection, and where a token of another bot
  ///   has taken its place
  public record Identified(@Nullable String webhookSecretSealed) {}

  /// Who Telegram says the token is.
  public record Identity(long telegramBotId, String username, String name) {}

  /// The bot, unless it was deleted.
  public Optional<Candidate> find(BotId bot) {
    return sql.one(
        FIND, row -> new Candidate(row.text("slug"), row.optionalText("token_sealed")), bot);
  }

  /// Saves who the bot is. Empty when another bot of ours is the same one at Telegram: it has a
  /// single webhook, and it is not ours to take (L20).
  public Optional<Identified> identified(BotId bot, Identity identity) {
    var now = clock.instant();
    try {
      return sql.one(
          IDENTIFIED,
          row -> new Identified(row.optionalText("webhook_secret_sealed")),
          identity.telegramBotId(),
          identity.telegramBotId(),
          bot,
          identity.telegramBotId(),
          identity.username(),
          identity.name(),
          now,
          now);
    } catch (DatabaseException e) {
      if (e.sqlState().equals(UNIQUE_VIOLATION)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Saves a new webhook secret, keeps the one before, and tells every ingress: all before Telegram
  /// hears of it.
  public void newSecret(BotId bot, String sealed) {
    var now = clock.instant();
    transactions.run(
        () -> {
          sql.update(NEW_SECRET, sealed, now, now, bot);
          tellChanged(bot);
        });
  }

  /// Telegram has the webhook: a bot that was never connected before wakes up, one that its
  /// operator paused goes on sleeping.
  public void connected(BotId bot, URI webhook) {
    var now = clock.instant();
    transactions.run(
        () -> {
          sql.update(CONNECTED, webhook.toString(), now, now, bot);
          tellChanged(bot);
        });
  }

  /// @param error what the operator reads
  public void failed(BotId bot, String error) {
    sql.update(FAILED, error, clock.instant(), bot);
  }

  private void tellChanged(BotId bot) {
    outbox.add(
        new OutboxMessage(
            Route.fact(ChangedFact.BOT),
            "bot.changed:" + bot + ":" + UUID.randomUUID(),
            "changed",
            new ChangedFact("bots", bot.value())));
  }
}
