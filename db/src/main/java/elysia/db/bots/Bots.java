package elysia.db.bots;

import elysia.db.Sql;
import elysia.db.offers.Offer;
import elysia.db.offers.Offers;
import elysia.model.BotId;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads bots and their messages. Never cached: what an operator changes counts for the next
/// update.
@Singleton
public final class Bots {
  private static final String FIND =
      """
      select id, organization_id, coalesce(slug, id::text) as slug, token_sealed, active, paused,
        deleted_at is not null as deleted
      from bots where id = ?
      """;
  private static final String START_PAGE =
      """
      select b.id, b.organization_id, coalesce(b.slug, b.id::text) as slug, b.token_sealed, b.active, b.paused,
        b.deleted_at is not null as deleted, greeting.contents,
        o.id as offer_id, o.code as offer_code, o.name as offer_name, o.price_cents, o.currency
      from bots b
      """
          + Greetings.JOIN
          + """
          left join offers o on o.bot_id = b.id and o.source_kind = 'start' and o.archived_at is null
          where b.id = ?
          order by o.position, o.id limit ?
          """;
  private static final String CONTENT =
      """
      select content from bot_messages where bot_id = ? and slug = ? and active
      """;
  private static final String REVOKED =
      """
      update bots set token_status = 'invalid', token_checked_at = ?, connect_error = ?, updated_at = ?
      where id = ?
      """;

  private final Sql sql;
  private final Clock clock;

  Bots(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  public Optional<Bot> find(BotId bot) {
    return sql.one(FIND, Bots::bot, bot);
  }

  /// The bot, its greeting and its plans in one round trip: a /start waits for this.
  public Optional<StartPage> startPage(BotId id) {
    var rows = sql.query(START_PAGE, StartRow::read, id, Offers.MAX_ON_START);
    return rows.stream()
        .findFirst()
        .map(
            first ->
                new StartPage(
                    first.bot(),
                    first.greeting(),
                    rows.stream().flatMap(row -> row.offer().stream()).toList()));
  }

  /// The JSON of one of the bot's messages, such as `delivery`.
  public Optional<String> content(BotId bot, String messageSlug) {
    return sql.one(CONTENT, row -> row.text("content"), bot, messageSlug);
  }

  /// Telegram no longer knows the token (401 or 404, nothing else proves it: L22).
  ///
  /// @param error what the operator reads
  public void tokenRevoked(BotId bot, String error) {
    var now = clock.instant();
    sql.update(REVOKED, now, error, now, bot);
  }

  /// Reads the columns `id, organization_id, slug, token_sealed, active, paused, deleted`.
  public static Bot bot(Sql.Row row) throws SQLException {
    return new Bot(
        new BotId(row.id("id")),
        new OrganizationId(row.id("organization_id")),
        row.text("slug"),
        row.optionalText("token_sealed"),
        row.bool("active"),
        row.bool("paused"),
        row.bool("deleted"));
  }

  private record StartRow(Bot bot, @Nullable String greeting, Optional<Offer> offer) {
    static StartRow read(Sql.Row row) throws SQLException {
      var offer =
          row.optionalText("offer_code") == null
              ? Optional.<Offer>empty()
              : Optional.of(Offers.offer(row));
      return new StartRow(Bots.bot(row), row.optionalText("contents"), offer);
    }
  }
}
