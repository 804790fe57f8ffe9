package elysia.db.sends;

import elysia.db.Sql;
import elysia.db.bots.Bots;
import elysia.db.offers.Offers;
import elysia.model.BotUserId;
import elysia.model.Money;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// What buyers are told of their payments, and the proof that they got what they paid for.
@Singleton
public final class Deliveries {
  // the words of the old application's rows too
  private static final String FIND =
      """
      select p.id as payment_id, coalesce(p.telegram_id, u.telegram_id) as buyer, u.first_name,
        case lower(p.status)
          when 'created' then 'pending' when 'processing' then 'pending' when 'approved' then 'paid'
          when 'refunded' then case when p.paid_at is null then 'canceled' else 'refunded' end
          else lower(p.status) end as status,
        p.plan_name, coalesce(p.amount_cents, p.value_cents, 0) as paid_cents,
        coalesce(p.currency, 'BRL') as paid_currency,
        p.pix_copy_paste, p.gateway_account_id is not null as charge_known, p.buyer_notice, p.expires_at, o.delivery,
        o.id as offer_id, o.code as offer_code, o.name as offer_name, o.price_cents, o.currency,
        b.id, b.organization_id, coalesce(b.slug, b.id::text) as slug, b.token_sealed, b.active, b.paused,
        b.deleted_at is not null as deleted
      from payments p
      join bots b on b.id = p.bot_id
      left join bot_users u on u.id = p.bot_user_id
      left join offers o on o.id = p.offer_id
      where p.id = ? and coalesce(p.telegram_id, u.telegram_id) is not null
      """;
  private static final String STATE =
      """
      select state from deliveries where payment_id = ?
      """;
  private static final String DELIVERED =
      """
      update deliveries set state = 'delivered', error = null, delivered_at = ?,
        proof = jsonb_build_object('telegram_message_ids', to_jsonb(?::bigint[]), 'delivered_at', ?::timestamptz)
      where payment_id = ? and state in ('pending', 'failed')
      """;
  private static final String UNCONFIGURED =
      """
      update deliveries set state = 'unconfigured', error = ? where payment_id = ? and state = 'pending'
      """;
  private static final String FAILED =
      """
      update deliveries set state = 'failed', error = ? where payment_id = ? and state = 'pending'
      """;

  // A new message `delivery` serves who paid before there was one. Nobody is alarmed about what is
  // tried right now.
  private static final String RESUME =
      """
      update deliveries d set state = 'pending', error = null, alarmed_at = ?
      from payments p
      where p.id = d.payment_id and p.bot_user_id = ? and p.status = 'paid'
        and (d.state = 'failed' or (d.state = 'unconfigured' and exists (
          select from bot_messages m where m.bot_id = p.bot_id and m.slug = 'delivery' and m.active)))
      returning d.payment_id
      """;

  private final Sql sql;
  private final Clock clock;

  Deliveries(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// The payment, if it has a bot and a buyer.
  public Optional<Purchase> find(PaymentId payment) {
    return sql.one(FIND, Deliveries::purchase, payment);
  }

  /// Empty for what is not paid, or was paid to the old application.
  public Optional<DeliveryState> state(PaymentId payment) {
    return sql.one(STATE, row -> DeliveryState.ofWord(row.text("state")), payment);
  }

  /// The buyer has it. The proof is Telegram's ids of the messages. False when it was known, or
  /// when these were only thanks for something that is not configured.
  public boolean delivered(PaymentId payment, List<Long> messageIds) {
    var now = clock.instant();
    return sql.update(DELIVERED, now, messageIds.toArray(Long[]::new), now, payment) == 1;
  }

  /// It was paid, and nobody said what to deliver.
  ///
  /// @param error what the operator reads
  public void unconfigured(PaymentId payment, String error) {
    sql.update(UNCONFIGURED, error, payment);
  }

  /// @param error what the operator reads
  public void failed(PaymentId payment, String error) {
    sql.update(FAILED, error, payment);
  }

  /// Opens again what this person paid for and could not be given. Returns the payments; the same
  /// one comes back only after another failure.
  public List<PaymentId> resume(BotUserId user) {
    return sql.query(RESUME, row -> new PaymentId(row.id("payment_id")), clock.instant(), user);
  }

  private static Purchase purchase(Sql.Row row) throws SQLException {
    return new Purchase(
        new PaymentId(row.id("payment_id")),
        PaymentStatus.ofWord(row.text("status")),
        Bots.bot(row),
        new TelegramId(row.id("buyer")),
        row.optionalText("first_name"),
        row.optionalText("plan_name"),
        new Money(row.id("paid_cents"), Currency.getInstance(row.text("paid_currency"))),
        row.optionalText("pix_copy_paste"),
        row.bool("charge_known"),
        row.optionalText("buyer_notice"),
        row.optionalInstant("expires_at"),
        row.optionalText("offer_code") == null ? null : Offers.offer(row),
        row.optionalText("delivery"));
  }
}
