package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.Money;
import elysia.model.OfferId;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.model.wire.ChargeCommand;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// From a press to a row of `payments`.
@Singleton
public final class Purchases {
  // the lock lets one press of a person be decided after the other (L46)
  private static final String LOCK =
      """
      select u.id as user_id, u.telegram_id, u.tracking_token, b.id as bot_id, b.provider,
             o.id as offer_id, o.organization_id, o.name, o.price_cents, o.currency, o.source_kind, o.source_slug
      from bot_users u
      join bots b on b.id = u.bot_id
      join offers o on o.bot_id = b.id
      where u.id = ? and b.id = ? and o.id = ?
      for no key update of u
      """;
  private static final String OPEN =
      """
      select id, pix_copy_paste is not null as shown from payments
      where bot_user_id = ? and offer_id = ? and status = 'pending'
        and case when pix_created_at is null then created_at > ?
                 else coalesce(offered_until, expires_at) > ? end
      order by id desc limit 1
      """;

  // the twins of both legacy generations are filled alike (C24)
  private static final String INSERT =
      """
      insert into payments
        (transaction_id, provider, gateway, status, amount_cents, value_cents, currency, bot_id, bot_user_id,
         telegram_id, organization_id, offer_id, plan_name, source_kind, source_slug, tracking_token, charge_key,
         created_at, updated_at, next_check_at)
      values (?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      returning id
      """;
  private static final String OF_PRESS = "select id from payments where charge_key = ?";

  private final Sql sql;

  Purchases(Sql sql) {
    this.sql = sql;
  }

  /// A payment that is still open for the same person and offer.
  ///
  /// @param shown whether it has a PIX code; if not, the charge is being made right now
  public record Open(PaymentId payment, boolean shown) {}

  /// How a payment is born.
  ///
  /// @param gateway the gateway that shall charge it
  /// @param checkAt when to look after it, should nothing have become of it
  public record Birth(String pressKey, String gateway, Instant at, Instant checkAt) {}

  /// Who buys what, the person locked until the transaction ends; empty where the three do not
  /// belong together.
  public Optional<Purchase> lock(BotUserId user, BotId bot, OfferId offer) {
    return sql.one(LOCK, Purchases::purchase, user, bot, offer);
  }

  /// @param chargedAfter a payment without a code counts while it is younger
  public Optional<Open> open(Purchase purchase, Instant now, Instant chargedAfter) {
    return sql.one(
        OPEN,
        row -> new Open(new PaymentId(row.id("id")), row.bool("shown")),
        purchase.user(),
        purchase.offer().id(),
        chargedAfter,
        now);
  }

  public PaymentId insert(Purchase purchase, Birth birth) {
    var offer = purchase.offer();
    return sql.query(
            INSERT,
            row -> new PaymentId(row.id("id")),
            transactionId(purchase.bot()),
            birth.gateway(),
            birth.gateway(),
            offer.price().minor(),
            offer.price().minor(),
            offer.price().currency().getCurrencyCode(),
            purchase.bot(),
            purchase.user(),
            purchase.person(),
            purchase.organization(),
            offer.id(),
            offer.name(),
            offer.sourceKind(),
            offer.sourceSlug(),
            purchase.tracking(),
            birth.pressKey(),
            birth.at(),
            birth.at(),
            birth.checkAt())
        .getFirst();
  }

  /// The payment that this press made, empty where it made none.
  public Optional<PaymentId> ofPress(ChargeCommand press) {
    return sql.one(OF_PRESS, row -> new PaymentId(row.id("id")), press.key());
  }

  /// Random, never from a time or a person (L47).
  private static String transactionId(BotId bot) {
    return "BOT%s_%s".formatted(bot, UUID.randomUUID().toString().replace("-", ""));
  }

  private static Purchase purchase(Sql.Row row) throws SQLException {
    var token = row.optionalText("tracking_token");
    var price =
        new Money(
            row.id("price_cents"),
            Currency.getInstance(row.text("currency").toUpperCase(Locale.ROOT)));
    return new Purchase(
        new OrganizationId(row.id("organization_id")),
        new BotId(row.id("bot_id")),
        new BotUserId(row.id("user_id")),
        new TelegramId(row.id("telegram_id")),
        token == null ? null : TrackingToken.parse(token).orElse(null),
        row.optionalText("provider"),
        new Purchase.Offer(
            new OfferId(row.id("offer_id")),
            row.text("name"),
            price,
            row.text("source_kind"),
            row.text("source_slug")));
  }
}
