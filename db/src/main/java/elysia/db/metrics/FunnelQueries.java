package elysia.db.metrics;

import elysia.db.Sql;
import elysia.model.BotId;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// Counts the funnel from `funnel_events`, always through the parent (C16, C18).
///
/// The earlier applications' words are read as ours (C35): start is bot_start, payment_approved is
/// pix_paid, a person is telegram_id or else tg_id, a bot without an id is found by its slug.
@Singleton
public final class FunnelQueries {
  /// Whose days they are: the sellers' and their buyers'.
  public static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  /// First one row per thing that happened (a person's entry, a charge's payment, however often it
  /// was told), then the counts.
  private static final String DAYS =
      """
      with happened as (
        select coalesce(e.bot_id, named.id) as bot_id,
          (e.occurred_at at time zone 'America/Sao_Paulo')::date as day,
          case e.event_name when 'start' then 'bot_start' when 'payment_approved' then 'pix_paid'
            else e.event_name end as step,
          case
            when e.event_name in ('bot_start', 'start')
              then coalesce(e.telegram_id, e.tg_id)::text
            when e.event_name in ('pix_created', 'pix_paid', 'payment_approved')
              then coalesce(e.transaction_id, e.payment_id::text, e.event_id)
            else e.event_id end as subject,
          max(e.price_cents) as price_cents
        from funnel_events e
        left join bots named on e.bot_id is null and named.slug = e.bot_slug
        where e.occurred_at >= ? and e.occurred_at < ?
          and e.event_name in ('presell_view', 'to_bot_click', 'bot_start', 'start', 'pix_created',
            'pix_paid', 'payment_approved')
        group by 1, 2, 3, 4)
      select h.bot_id, coalesce(b.slug, '') as bot_slug, h.day::text as day,
        count(*) filter (where step = 'presell_view') as presell_views,
        count(*) filter (where step = 'to_bot_click') as clicks,
        count(*) filter (where step = 'bot_start') as entries,
        count(*) filter (where step = 'pix_created') as pix_created,
        count(*) filter (where step = 'pix_paid') as pix_paid,
        coalesce(sum(price_cents) filter (where step = 'pix_paid'), 0)::bigint as revenue_cents
      from happened h left join bots b on b.id = h.bot_id
      where h.bot_id is not null
      group by h.bot_id, b.slug, h.day
      order by h.day desc, h.bot_id
      """;

  private final Sql sql;

  FunnelQueries(Sql sql) {
    this.sql = sql;
  }

  /// The days `first` to `last`, both included, newest first; days on which nothing happened are
  /// not there.
  public List<FunnelDay> days(LocalDate first, LocalDate last) {
    return sql.query(
        DAYS,
        row ->
            new FunnelDay(
                new BotId(row.id("bot_id")),
                row.text("bot_slug"),
                LocalDate.parse(row.text("day")),
                row.id("presell_views"),
                row.id("clicks"),
                row.id("entries"),
                row.id("pix_created"),
                row.id("pix_paid"),
                row.id("revenue_cents")),
        first.atStartOfDay(ZONE).toInstant(),
        last.plusDays(1).atStartOfDay(ZONE).toInstant());
  }
}
