package elysia.db.conversions;

import elysia.db.Sql;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.ConversionId;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.model.wire.ConversionCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Records, in the transaction of what happened, that the destinations of a bot shall hear of it:
/// one row per destination and a command for worker-tracking. The same event twice is one row.
@Singleton
public final class ConversionRecorder {
  private static final String RECORD =
      """
      insert into conversions
        (organization_id, destination_id, bot_id, bot_user_id, payment_id, event_name, event_id, event_time)
      select d.organization_id, d.id, ?, ?, ?, ?, ?, ?
      from conversion_destinations d
      where d.organization_id = ? and d.kind = ? and d.active and (d.bot_id is null or d.bot_id = ?)
      on conflict (destination_id, event_name, event_id) do nothing
      returning id
      """;

  private final Sql sql;
  private final Outbox outbox;

  ConversionRecorder(Sql sql, Outbox outbox) {
    this.sql = sql;
    this.outbox = outbox;
  }

  /// A sale, as far as its conversions care.
  public record Sale(
      OrganizationId organization,
      BotId bot,
      @Nullable BotUserId user,
      PaymentId payment,
      String transactionId) {}

  /// A person came to the bot with a click's token: Meta's `Lead`.
  public void lead(
      OrganizationId organization,
      BotId bot,
      BotUserId user,
      TelegramId person,
      TrackingToken token,
      Instant at) {
    var eventId = "ld_%s_%s_%s".formatted(bot, person, token);
    record("meta_capi", organization, bot, user, null, "Lead", eventId, at);
  }

  /// The gateway made the charge: Meta's `InitiateCheckout`, UTMify's `waiting_payment`.
  public void pixCreated(Sale sale, Instant at) {
    meta(sale, "InitiateCheckout", "ic_", at);
    utmify(sale, "waiting_payment", at);
  }

  /// The buyer paid: Meta's `Purchase`, UTMify's `paid`.
  public void pixPaid(Sale sale, Instant at) {
    meta(sale, "Purchase", "pu_", at);
    utmify(sale, "paid", at);
  }

  /// Any later status of the order in UTMify's words: `refused`, `refunded`, `chargedback`.
  public void orderBecame(Sale sale, String utmifyStatus, Instant at) {
    utmify(sale, utmifyStatus, at);
  }

  private void meta(Sale sale, String eventName, String prefix, Instant at) {
    var eventId = prefix + sale.transactionId();
    record(
        "meta_capi",
        sale.organization(),
        sale.bot(),
        sale.user(),
        sale.payment(),
        eventName,
        eventId,
        at);
  }

  private void utmify(Sale sale, String status, Instant at) {
    record(
        "utmify",
        sale.organization(),
        sale.bot(),
        sale.user(),
        sale.payment(),
        status,
        sale.transactionId(),
        at);
  }

  private void record(
      String kind,
      OrganizationId organization,
      BotId bot,
      @Nullable BotUserId user,
      @Nullable PaymentId payment,
      String eventName,
      String eventId,
      Instant at) {
    var queue = kind.equals("utmify") ? WorkQueue.TRACKING_UTMIFY : WorkQueue.TRACKING_CAPI;
    var recorded =
        sql.query(
            RECORD,
            row -> new ConversionId(row.id("id")),
            bot,
            user,
            payment,
            eventName,
            eventId,
            at,
            organization,
            kind,
            bot);
    for (var conversion : recorded) {
      outbox.add(
          new OutboxMessage(
              queue.command(),
              "conversion:" + conversion,
              "conversion",
              new ConversionCommand(conversion)));
    }
  }
}
