package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.AttemptId;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of `payments` while they live. Whoever changes one holds its lock.
@Singleton
public final class Payments {
  private static final String LOCK =
      """
      select p.id, p.transaction_id, p.status, coalesce(p.value_cents, p.amount_cents) as cents, p.currency,
             p.organization_id, p.bot_id, b.slug, b.provider, p.bot_user_id, p.telegram_id, p.tracking_token,
             p.tracking is not null as click_saved,
             p.gateway_account_id, p.gateway_charge_id, p.pix_created_at, p.expires_at, p.queried_at
      from payments p left join bots b on b.id = p.bot_id
      where p.id = ?
      for no key update of p
      """;
  private static final String SHOW_CODE =
      """
      update payments
      set gateway_account_id = ?, provider = ?, gateway = ?, gateway_charge_id = ?, external_id = ?,
          pix_copy_paste = ?, pix_qr_code = ?, expires_at = ?, offered_until = ?, buyer_notice = ?,
          pix_created_at = ?, tracking = ?, next_check_at = ?, updated_at = ?
      where id = ? and status = 'pending' and pix_created_at is null
      """;
  private static final String CHANGE_STATUS =
      """
      update payments
      set status = ?, paid_at = case when ? = 'paid' then ? else paid_at end, updated_at = ?
      where id = ? and status = ?
      """;

  // the charge that was paid, should it be another than the one that was shown last
  private static final String PAID_THROUGH =
      """
      update payments p
      set gateway_account_id = a.gateway_account_id, provider = g.gateway, gateway = g.gateway,
          gateway_charge_id = c.value, external_id = c.value
      from payment_attempts a
      join gateway_accounts g on g.id = a.gateway_account_id
      join charge_identifiers c on c.attempt_id = a.id and c.kind = 'id'
      where p.id = ? and a.id = ?
      """;

  private final Sql sql;

  Payments(Sql sql) {
    this.sql = sql;
  }

  /// The code that goes to the buyer.
  ///
  /// @param offeredUntil until then a second press shows the same code
  /// @param trackingJson the click as it is known now, null where none is
  public record ShownCode(
      GatewayAccountId account,
      String gateway,
      String chargeId,
      String code,
      @Nullable Instant expiresAt,
      Instant offeredUntil,
      @Nullable String buyerNotice,
      @Nullable String trackingJson,
      Instant createdAt,
      @Nullable Instant nextCheckAt) {
    @Override
    public String toString() {
      return "ShownCode[" + gateway + " " + chargeId + "]";
    }
  }

  /// The payment, locked until the transaction ends.
  ///
  /// @throws IllegalStateException when there is none: payments are never deleted
  public Payment lock(PaymentId id) {
    return sql.one(LOCK, Payments::payment, id)
        .orElseThrow(() -> new IllegalStateException("no payment " + id));
  }

  /// Gives a payment that awaits its code one.
  ///
  /// @throws IllegalStateException when it doesn't await one
  public void showCode(PaymentId id, ShownCode shown) {
    int changed =
        sql.update(
            SHOW_CODE,
            shown.account(),
            shown.gateway(),
            shown.gateway(),
            shown.chargeId(),
            shown.chargeId(),
            shown.code(),
            shown.code(),
            shown.expiresAt(),
            shown.offeredUntil(),
            shown.buyerNotice(),
            shown.createdAt(),
            Optional.ofNullable(shown.trackingJson()).map(Sql.Json::new).orElse(null),
            shown.nextCheckAt(),
            shown.createdAt(),
            id);
    if (changed != 1) {
      throw new IllegalStateException("payment " + id + " awaits no code");
    }
  }

  /// Moves the payment; false when it isn't what the caller took it for.
  public boolean changeStatus(PaymentId id, PaymentStatus from, PaymentStatus to, Instant at) {
    return sql.update(CHANGE_STATUS, to.word(), to.word(), at, at, id, from.word()) == 1;
  }

  /// Notes the charge that brought the money.
  public void paidThrough(PaymentId id, AttemptId attempt) {
    sql.update(PAID_THROUGH, id, attempt);
  }

  private static Payment payment(Sql.Row row) throws SQLException {
    return new Payment(
        new PaymentId(row.id("id")),
        row.text("transaction_id"),
        PaymentStatus.ofWord(row.text("status")),
        new Money(row.id("cents"), Currency.getInstance(row.text("currency"))),
        buyer(row),
        pix(row),
        row.optionalInstant("queried_at"));
  }

  private static Payment.Buyer buyer(Sql.Row row) throws SQLException {
    var slug = row.optionalText("slug");
    var token = row.optionalText("tracking_token");
    return new Payment.Buyer(
        new OrganizationId(row.id("organization_id")),
        new BotId(row.id("bot_id")),
        slug == null ? "" : slug,
        row.optionalText("provider"),
        new BotUserId(row.id("bot_user_id")),
        new TelegramId(row.id("telegram_id")),
        token == null ? null : TrackingToken.parse(token).orElse(null),
        row.bool("click_saved"));
  }

  private static Payment.Pix pix(Sql.Row row) throws SQLException {
    var account = row.optionalLong("gateway_account_id");
    return new Payment.Pix(
        account == null ? null : new GatewayAccountId(account),
        row.optionalText("gateway_charge_id"),
        row.optionalInstant("pix_created_at"),
        row.optionalInstant("expires_at"));
  }
}
