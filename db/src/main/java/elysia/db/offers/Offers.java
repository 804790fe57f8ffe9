package elysia.db.offers;

import elysia.db.Sql;
import elysia.model.BotId;
import elysia.model.Money;
import elysia.model.OfferId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// The offers of a bot.
@Singleton
public final class Offers {
  /// Legacy content has at most 10 plans, and a phone shows no more.
  public static final int MAX_ON_START = 10;

  private static final String ON_START =
      """
      select id as offer_id, code as offer_code, name as offer_name, price_cents, currency from offers
      where bot_id = ? and source_kind = 'start' and archived_at is null
      order by position, id limit ?
      """;
  private static final String BY_CODE =
      """
      select id as offer_id, code as offer_code, name as offer_name, price_cents, currency from offers
      where bot_id = ? and code = ?
      """;
  private static final String BY_LEGACY_PLAN =
      """
      select id as offer_id, code as offer_code, name as offer_name, price_cents, currency from offers
      where bot_id = ? and source_kind = ? and source_slug = ? and plan_key = ? and frozen_at is not null
      """;

  private final Sql sql;

  Offers(Sql sql) {
    this.sql = sql;
  }

  /// What the bot sells now, in the order of its buttons.
  public List<Offer> onStart(BotId bot) {
    return sql.query(ON_START, Offers::offer, bot, MAX_ON_START);
  }

  /// The offer behind a button of this bot, archived ones too: an old button sells at its old
  /// price. Another bot's code finds nothing.
  public Optional<Offer> byCode(BotId bot, String code) {
    return sql.one(BY_CODE, Offers::offer, bot, code);
  }

  /// What a button of the old application sells: the plan as it was frozen, however the bot's own
  /// offers have changed since.
  ///
  /// @param kind `start`, `downsell` or `shot`, and `slug` which one
  /// @param plan the plan's id there, or its position
  public Optional<Offer> byLegacyPlan(BotId bot, String kind, String slug, String plan) {
    return sql.one(BY_LEGACY_PLAN, Offers::offer, bot, kind, slug, plan);
  }

  /// Reads the columns `offer_id, offer_code, offer_name, price_cents, currency`.
  public static Offer offer(Sql.Row row) throws SQLException {
    return new Offer(
        new OfferId(row.id("offer_id")),
        row.text("offer_code"),
        row.text("offer_name"),
        new Money(row.id("price_cents"), Currency.getInstance(row.text("currency"))));
  }
}
