package elysia.db.tracking;

import elysia.db.Sql;
import elysia.db.outbox.PayloadWriter;
import elysia.model.TelegramId;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.FunnelEventMessage;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The steps of the funnel, written through the parent table (C16). An event told twice is stored
/// once: its id and its time are the same (C3).
@Singleton
public final class FunnelEvents {
  private static final String STORE_CLICKS =
      """
      insert into funnel_events
        (organization_id, bot_id, bot_slug, link_id, event_name, event_id, occurred_at, session_id, source,
         utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck, fbp, fbc)
      select c.organization_id, c.bot_id, c.bot_slug, c.link_id, c.event_name, c.event_id, c.occurred_at, c.session_id,
        'elysia', c.utm_source, c.utm_medium, c.utm_campaign, c.utm_content, c.utm_term, c.src, c.sck, c.fbp, c.fbc
      from unnest(
        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as c (organization_id, bot_id, bot_slug, link_id, event_name, event_id, occurred_at, session_id,
          utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck, fbp, fbc)
      on conflict do nothing
      returning event_id
      """;
  // someone else's link gives a person its campaign, never its browser
  private static final String STORE =
      """
      insert into funnel_events
        (organization_id, bot_id, bot_slug, bot_user_id, tg_id, telegram_id, event_name, event_id, occurred_at,
         session_id, payment_id, transaction_id, price_cents, meta, source, link_id,
         utm_source, utm_medium, utm_campaign, utm_content, utm_term, src, sck, fbp, fbc)
      select e.organization_id, e.bot_id, e.bot_slug, e.bot_user_id, e.telegram_id, e.telegram_id, e.event_name,
        e.event_id, e.occurred_at, e.session_id, e.payment_id, e.transaction_id, e.price_cents::integer, e.meta::jsonb,
        'elysia', s.link_id, s.utm_source, s.utm_medium, s.utm_campaign, s.utm_content, s.utm_term, s.src, s.sck,
        case when s.telegram_id is null or s.telegram_id = e.telegram_id then s.fbp end,
        case when s.telegram_id is null or s.telegram_id = e.telegram_id then s.fbc end
      from unnest(
        ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
        ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
        as e (organization_id, bot_id, bot_slug, bot_user_id, telegram_id, event_name, event_id, occurred_at,
          session_id, payment_id, transaction_id, price_cents, meta)
      left join tracking_sessions s on s.id = e.session_id and s.organization_id = e.organization_id
      on conflict do nothing
      returning event_id
      """;

  private final Sql sql;
  private final PayloadWriter writer;

  FunnelEvents(Sql sql, PayloadWriter writer) {
    this.sql = sql;
    this.writer = writer;
  }

  /// The event id of a click: a browser that tells it twice has the same token.
  public static String eventId(ClickMessage click) {
    return click.event().word() + ":" + click.token();
  }

  /// Stores the clicks' events with what the browser said; returns the ids that were new.
  public Set<String> storeClicks(List<ClickMessage> clicks) {
    var columns = new Columns<>(clicks);
    return new HashSet<>(
        sql.query(
            STORE_CLICKS,
            row -> row.text("event_id"),
            columns.numbers(click -> click.organization().value()),
            columns.numbers(click -> click.bot().value()),
            columns.texts(ClickMessage::botSlug),
            columns.numbers(click -> click.link() == null ? null : click.link().value()),
            columns.texts(click -> click.event().word()),
            columns.texts(FunnelEvents::eventId),
            columns.times(ClickMessage::occurredAt),
            columns.texts(click -> click.token().value()),
            columns.texts(click -> click.click().utmSource()),
            columns.texts(click -> click.click().utmMedium()),
            columns.texts(click -> click.click().utmCampaign()),
            columns.texts(click -> click.click().utmContent()),
            columns.texts(click -> click.click().utmTerm()),
            columns.texts(click -> click.click().src()),
            columns.texts(click -> click.click().sck()),
            columns.texts(click -> click.click().fbp()),
            columns.texts(click -> click.click().fbc())));
  }

  /// Stores later steps with the attribution of their session; returns the ids that were new.
  public Set<String> store(List<FunnelEventMessage> events) {
    var columns = new Columns<>(events);
    return new HashSet<>(
        sql.query(
            STORE,
            row -> row.text("event_id"),
            columns.numbers(event -> event.organization().value()),
            columns.numbers(event -> event.bot().value()),
            columns.texts(FunnelEventMessage::botSlug),
            columns.numbers(event -> event.botUser() == null ? null : event.botUser().value()),
            columns.numbers(event -> person(event.telegramId())),
            columns.texts(event -> event.event().word()),
            columns.texts(FunnelEventMessage::eventId),
            columns.times(FunnelEventMessage::occurredAt),
            columns.texts(event -> event.session() == null ? null : event.session().value()),
            columns.numbers(event -> event.payment() == null ? null : event.payment().value()),
            columns.texts(FunnelEventMessage::transactionId),
            columns.numbers(FunnelEventMessage::priceCents),
            columns.texts(event -> event.meta().isEmpty() ? null : writer.write(event.meta()))));
  }

  private static @Nullable Long person(@Nullable TelegramId telegramId) {
    return telegramId == null ? null : telegramId.value();
  }
}
