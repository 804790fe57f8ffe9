package elysia.db.payments;

import elysia.db.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;

/// What a sale changes beside its payment. Called once per payment, by whoever made it paid.
@Singleton
public final class PaidEffects {
  private static final String OWE_DELIVERY =
      "insert into deliveries (payment_id, organization_id, created_at) values (?, ?, ?)";

  // both flags: one was never set by the old application, the other may be null (C26)
  private static final String MARK_BUYER =
      "update bot_users set has_paid = true, has_purchase = true, updated_at = ? where id = ?";
  private static final String CANCEL_DOWNSELLS =
      """
      update downsells_queue set status = 'canceled', cancel_reason = 'paid', updated_at = ?
      where bot_slug = ? and telegram_id = ? and status = 'pending'
      """;

  private final Sql sql;

  PaidEffects(Sql sql) {
    this.sql = sql;
  }

  /// The product is owed, the person is a buyer, and no downsell is sent to him any more.
  public void record(Payment payment, Instant at) {
    var buyer = payment.buyer();
    sql.update(OWE_DELIVERY, payment.id(), buyer.organization(), at);
    sql.update(MARK_BUYER, at, buyer.user());
    sql.update(CANCEL_DOWNSELLS, at, buyer.botSlug(), buyer.person());
  }
}
