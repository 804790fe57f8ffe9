package elysia.db.admin;

import elysia.db.Sql;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator must look at about money: words of gateways that led to nothing, and money that
/// came twice.
@Singleton
public final class PaymentsAdmin {
  // the body stays in the table: it has the payer's name and number
  private static final String EVENTS =
      """
      select e.id, e.provider, a.name as account, e.outcome, split_part(e.provider_event_id, ':', 2) as charge,
             split_part(e.provider_event_id, ':', 3) as status, e.received_at, e.last_seen_at, e.seen_count,
             p.transaction_id
      from gateway_events e
      left join gateway_accounts a on a.id = e.gateway_account_id
      left join payments p on p.id = e.payment_id
      where e.organization_id = ? and e.outcome = ?
      order by e.received_at desc, e.id desc limit ?
      """;
  private static final String REFUNDS =
      """
      select t.id, p.transaction_id, p.telegram_id, b.slug as bot, t.reason, t.amount_cents, a.name as account,
             p.gateway, c.value as charge, t.created_at
      from refund_tasks t
      join payments p on p.id = t.payment_id
      left join bots b on b.id = p.bot_id
      left join payment_attempts n on n.id = t.attempt_id
      left join gateway_accounts a on a.id = n.gateway_account_id
      left join charge_identifiers c on c.attempt_id = n.id and c.kind = 'id'
      where t.organization_id = ? and t.done_at is null
      order by t.created_at, t.id limit ?
      """;

  private final Sql sql;

  PaymentsAdmin(Sql sql) {
    this.sql = sql;
  }

  /// One event of a gateway.
  ///
  /// @param charge the charge it speaks of, in the gateway's words, `-` where it names none
  /// @param seenCount how often it was sent
  /// @param transactionId of our sale, null where it belongs to none
  public record EventView(
      long id,
      String gateway,
      @Nullable String account,
      String state,
      String charge,
      String status,
      Instant receivedAt,
      Instant lastSeenAt,
      int seenCount,
      @Nullable String transactionId) {}

  /// Money to give back.
  ///
  /// @param reason `second_charge` or `replaced_code`
  /// @param charge the charge that brought it, in the gateway's words
  public record RefundView(
      long id,
      String transactionId,
      long telegramId,
      @Nullable String bot,
      String reason,
      long amountCents,
      @Nullable String gateway,
      @Nullable String account,
      @Nullable String charge,
      Instant createdAt) {}

  /// The newest events of which this was made, newest first.
  public List<EventView> events(OrganizationId organization, String outcome, int limit) {
    return sql.query(EVENTS, PaymentsAdmin::event, organization, outcome, limit);
  }

  /// Open refunds, oldest first.
  public List<RefundView> openRefunds(OrganizationId organization, int limit) {
    return sql.query(REFUNDS, PaymentsAdmin::refund, organization, limit);
  }

  private static EventView event(Sql.Row row) throws SQLException {
    var receivedAt = row.instant("received_at");
    var lastSeenAt = row.optionalInstant("last_seen_at");
    return new EventView(
        row.id("id"),
        row.text("provider"),
        row.optionalText("account"),
        row.text("outcome"),
        row.text("charge"),
        row.text("status"),
        receivedAt,
        lastSeenAt == null ? receivedAt : lastSeenAt,
        row.integer("seen_count"),
        row.optionalText("transaction_id"));
  }

  private static RefundView refund(Sql.Row row) throws SQLException {
    return new RefundView(
        row.id("id"),
        row.text("transaction_id"),
        row.id("telegram_id"),
        row.optionalText("bot"),
        row.text("reason"),
        row.id("amount_cents"),
        row.optionalText("gateway"),
        row.optionalText("account"),
        row.optionalText("charge"),
        row.instant("created_at"));
  }
}
