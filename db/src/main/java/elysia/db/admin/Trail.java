package elysia.db.admin;

import elysia.db.Sql;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What moved lately, over all tables of a sale, oldest first: the events and rows behind what a
/// buyer sees.
@Singleton
public final class Trail {
  private static final int MAX_ITEMS = 200;

  /// Rows of transactions that were about to commit may be older than others already seen.
  private static final Duration SETTLING = Duration.ofMillis(400);

  private static final String MOVED =
      """
      with asked as materialized (
        select ?::bigint as organization, ?::timestamptz as after, ?::timestamptz as before)
      select at, kind, title, detail from (
        select created_at as at, 'evento' as kind, event_name as title, jsonb_strip_nulls(jsonb_build_object(
            'bot', bot_slug, 'telegram_id', telegram_id, 'session', session_id, 'transaction_id', transaction_id,
            'price_cents', price_cents, 'utm_source', utm_source, 'utm_medium', utm_medium, 'utm_campaign', utm_campaign,
            'utm_content', utm_content, 'utm_term', utm_term, 'src', src, 'sck', sck, 'fbp', fbp, 'fbc', fbc)) as detail
        from funnel_events where organization_id = (select organization from asked) and created_at > (select after from asked)
        union all
        select updated_at, 'sessão', 'tracking_session', jsonb_strip_nulls(jsonb_build_object(
            'token', id, 'telegram_id', telegram_id, 'ip', host(ip), 'user_agent', user_agent, 'fbclid', fbclid,
            'fbp', fbp, 'fbc', fbc, 'utm_source', utm_source, 'utm_campaign', utm_campaign))
        from tracking_sessions where organization_id = (select organization from asked) and updated_at > (select after from asked)
        union all
        select coalesce(finished_at, sending_at, created_at), 'envio', kind || ' ' || state, jsonb_strip_nulls(
            jsonb_build_object('method', request ->> 'method', 'telegram_id', telegram_id, 'attempts', attempts,
              'message_id', telegram_message_id, 'error', error))
        from sends where organization_id = (select organization from asked) and coalesce(finished_at, sending_at, created_at) > (select after from asked)
        union all
        select updated_at, 'pagamento', status, jsonb_strip_nulls(jsonb_build_object(
            'transaction_id', transaction_id, 'gateway', gateway, 'value_cents', value_cents, 'plan', plan_name,
            'tracking_token', tracking_token, 'paid_at', paid_at, 'expires_at', expires_at))
        from payments where organization_id = (select organization from asked) and updated_at > (select after from asked)
        union all
        select coalesce(t.finished_at, t.started_at), 'tentativa', t.state, jsonb_strip_nulls(jsonb_build_object(
            'transaction_id', p.transaction_id, 'number', t.number, 'latency_ms', t.latency_ms, 'reason', t.reason))
        from payment_attempts t join payments p on p.id = t.payment_id
        where p.organization_id = (select organization from asked) and coalesce(t.finished_at, t.started_at) > (select after from asked)
        union all
        select e.recorded_at, 'prova', e.raw_status || ' → ' || e.decision, jsonb_strip_nulls(jsonb_build_object(
            'transaction_id', p.transaction_id, 'source', e.source, 'before', e.status_before, 'amount_cents', e.amount_cents))
        from payment_evidence e join payments p on p.id = e.payment_id
        where p.organization_id = (select organization from asked) and e.recorded_at > (select after from asked)
        union all
        select coalesce(last_seen_at, received_at), 'webhook', coalesce(provider, '') || ' ' || coalesce(outcome, ''),
          jsonb_build_object('seen', seen_count)
        from gateway_events where organization_id = (select organization from asked) and coalesce(last_seen_at, received_at) > (select after from asked)
        union all
        select coalesce(d.delivered_at, d.created_at), 'entrega', d.state, jsonb_strip_nulls(jsonb_build_object(
            'transaction_id', p.transaction_id, 'proof', d.proof, 'error', d.error))
        from deliveries d join payments p on p.id = d.payment_id
        where d.organization_id = (select organization from asked) and coalesce(d.delivered_at, d.created_at) > (select after from asked)
        union all
        select coalesce(c.sent_at, c.created_at), 'conversão', d.kind || ' ' || c.event_name || ' ' || c.state,
          jsonb_strip_nulls(jsonb_build_object('event_id', c.event_id, 'answer_status', c.answer_status,
            'error', c.error, 'request', c.request, 'answer', c.answer))
        from conversions c join conversion_destinations d on d.id = c.destination_id
        where c.organization_id = (select organization from asked) and coalesce(c.sent_at, c.created_at) > (select after from asked)
      ) moved
      where at <= (select before from asked) order by at limit ?
      """;
  private final Sql sql;
  private final Clock clock;

  Trail(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /// One row that moved.
  ///
  /// @param detail a JSON object
  public record Item(Instant at, String kind, String title, String detail) {}

  /// What moved after `after`, oldest first, at most 200: ask again from the last item's time.
  public List<Item> after(OrganizationId organization, Instant after) {
    return sql.query(
        MOVED,
        row -> new Item(row.instant("at"), row.text("kind"), row.text("title"), row.text("detail")),
        organization,
        after,
        clock.instant().minus(SETTLING),
        MAX_ITEMS);
  }
}
