package elysia.db.offers;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.model.BotId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns the plan lists in the old application's JSON into offers: one frozen row per list and
/// place, which its buttons sell for as long as they are pressed.
@Singleton
public final class LegacyPlans {
  /// Plans outside of these are for a person to confirm: the old rules for prices are easy to
  /// misread.
  private static final Money CHEAP = Money.brl(50);

  private static final Money DEAR = Money.brl(100_000);

  // one freezing at a time per bot
  private static final String LOCK =
      """
      select organization_id, exists (
          select from offers o where o.bot_id = b.id and o.source_kind = 'start' and o.archived_at is null) as sells
      from bots b where id = ? for no key update of b
      """;

  // A shot that was deleted after its last wave has its plans in the history only (C29).
  private static final String LISTS =
      """
      with bot as (select ?::bigint as id),
      lists as (
        (select bot.id as bot, 'start' as kind, m.slug, m.content as plans, m.active as greets
          from bot join bot_messages m on m.bot_id = bot.id and m.slug = 'start' order by m.active desc, m.id desc limit 1)
        union all
        select bot.id, 'downsell', d.slug, d.content, false from bot join bot_downsells d on d.bot_id = bot.id
        union all
        select bot.id, 'shot', s.slug, s.content, false from bot join shots s on s.bot_id = bot.id
        union all
        (select distinct on (h.shot_slug) bot.id, 'shot', h.shot_slug, h.plans, false
          from bot join shot_plans_history h on h.bot_id = bot.id
          where not exists (select from shots s where s.bot_id = bot.id and s.slug = h.shot_slug)
          order by h.shot_slug, h.deleted_at desc, h.id desc))
      select kind, slug, plans, greets from lists
      where not exists (
        select from offers o where o.bot_id = lists.bot and o.source_kind = kind and o.source_slug = slug
          and o.frozen_at is not null)
      """;
  private static final String FREEZE =
      """
      insert into offers (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name,
        duration_text, price_cents, frozen_at, archived_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (bot_id, source_kind, source_slug, plan_key) where frozen_at is not null do nothing
      """;
  private static final String ODD =
      """
      select source_kind, source_slug, position, name, price_cents from offers
      where bot_id = ? and frozen_at is not null and (price_cents < ? or price_cents > ?)
      order by source_kind, source_slug, position
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final Clock clock;

  LegacyPlans(Sql sql, Transactions transactions, Clock clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param added how many plans this run has frozen
  /// @param odd all frozen plans of the bot whose price a person should confirm
  public record Frozen(int added, List<OddPrice> odd) {
    public Frozen {
      odd = List.copyOf(odd);
    }
  }

  /// A plan under R$ 0,50 or above R$ 1.000.
  ///
  /// @param kind `start`, `downsell` or `shot`, and `slug` which one
  public record OddPrice(String kind, String slug, int position, String name, Money price) {}

  /// Freezes the bot's lists as they stand. A list is frozen once and whole: later runs add what
  /// has come since, and change nothing. The plans of its greeting go on sale, unless the bot
  /// already sells something.
  ///
  /// @throws IllegalStateException when there is no such bot
  public Frozen freeze(BotId bot) {
    return transactions.inTransaction(
        () -> {
          var seller =
              sql.one(LOCK, Seller::read, bot)
                  .orElseThrow(() -> new IllegalStateException("no bot " + bot));
          int added = 0;
          for (var list : sql.query(LISTS, PlanList::read, bot)) {
            added += freeze(bot, seller, list);
          }
          return new Frozen(
              added, sql.query(ODD, LegacyPlans::odd, bot, CHEAP.minor(), DEAR.minor()));
        });
  }

  private int freeze(BotId bot, Seller seller, PlanList list) {
    var now = clock.instant();
    boolean onSale = list.greets() && !seller.sells();
    int added = 0;
    for (var plan : LegacyPlan.list(list.json())) {
      added += insert(bot, seller, list, plan, now, onSale ? null : now);
    }
    return added;
  }

  private int insert(
      BotId bot,
      Seller seller,
      PlanList list,
      LegacyPlan plan,
      Instant frozenAt,
      @Nullable Instant archivedAt) {
    return sql.update(
        FREEZE,
        seller.organization(),
        bot,
        OfferCode.random(),
        list.kind(),
        list.slug(),
        plan.key(),
        plan.position(),
        plan.name(),
        plan.durationText(),
        plan.price().minor(),
        frozenAt,
        archivedAt);
  }

  /// @param sells whether its /start has offers of ours
  private record Seller(OrganizationId organization, boolean sells) {
    static Seller read(Sql.Row row) throws SQLException {
      return new Seller(new OrganizationId(row.id("organization_id")), row.bool("sells"));
    }
  }

  /// @param greets whether people get these plans with their /start
  private record PlanList(String kind, String slug, String json, boolean greets) {
    static PlanList read(Sql.Row row) throws SQLException {
      return new PlanList(
          row.text("kind"), row.text("slug"), row.text("plans"), row.bool("greets"));
    }
  }

  private static OddPrice odd(Sql.Row row) throws SQLException {
    return new OddPrice(
        row.text("source_kind"),
        row.text("source_slug"),
        row.integer("position"),
        row.text("name"),
        Money.brl(row.id("price_cents")));
  }
}
