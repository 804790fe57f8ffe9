package elysia.db.admin;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.offers.OfferCode;
import elysia.model.BotId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The plans on a bot's /start. A plan is never changed: an edit archives it and makes a new one,
/// so a button that was sent long ago sells at the price it shows (L57).
@Singleton
public final class PlansAdmin {
  private static final String LIST =
      """
      select code, name, duration_text, price_cents, position, delivery from offers
      where organization_id = ? and bot_id = ? and source_kind = 'start' and archived_at is null
      order by position, id
      """;
  private static final String INSERT =
      """
      insert into offers (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name,
        duration_text, price_cents, currency, delivery)
      select ?, ?, ?, 'start', 'start', ?, coalesce(?, (
          select coalesce(max(position), 0) + 1 from offers
          where bot_id = ? and source_kind = 'start' and archived_at is null)), ?, ?, ?, ?, ?
      """;
  private static final String ARCHIVE =
      """
      update offers set archived_at = now()
      where organization_id = ? and bot_id = ? and code = ? and archived_at is null
      returning position
      """;

  private final Sql sql;
  private final Transactions transactions;

  PlansAdmin(Sql sql, Transactions transactions) {
    this.sql = sql;
    this.transactions = transactions;
  }

  /// A plan to sell.
  ///
  /// @param delivery JSON of what the buyer gets; null: the bot's message `delivery`
  public record NewPlan(
      String name, @Nullable String durationText, Money price, @Nullable String delivery) {}

  /// A plan on sale.
  ///
  /// @param code opaque, in the buttons that sell it
  public record PlanView(
      String code,
      String name,
      @Nullable String durationText,
      long priceCents,
      int position,
      @Nullable String delivery) {}

  public List<PlanView> list(OrganizationId organization, BotId bot) {
    return sql.query(LIST, PlansAdmin::view, organization, bot);
  }

  /// Puts the plan last and returns its code.
  public String add(OrganizationId organization, BotId bot, NewPlan plan) {
    return insert(organization, bot, plan, null);
  }

  /// Archives the plan and puts the new one in its place; its code, or empty when no such plan is
  /// on sale.
  public Optional<String> replace(
      OrganizationId organization, BotId bot, String code, NewPlan plan) {
    return transactions.inTransaction(
        () ->
            archive(organization, bot, code)
                .map(position -> insert(organization, bot, plan, position)));
  }

  /// Takes the plan off the /start; old buttons go on selling it. False when no such plan is on
  /// sale.
  public boolean remove(OrganizationId organization, BotId bot, String code) {
    return archive(organization, bot, code).isPresent();
  }

  private Optional<Integer> archive(OrganizationId organization, BotId bot, String code) {
    return sql.one(ARCHIVE, row -> row.integer("position"), organization, bot, code);
  }

  private String insert(
      OrganizationId organization, BotId bot, NewPlan plan, @Nullable Integer position) {
    var code = OfferCode.random();
    sql.update(
        INSERT,
        organization,
        bot,
        code,
        code,
        position,
        bot,
        plan.name(),
        plan.durationText(),
        plan.price().minor(),
        plan.price().currency().getCurrencyCode(),
        plan.delivery() == null ? null : new Sql.Json(plan.delivery()));
    return code;
  }

  private static PlanView view(Sql.Row row) throws SQLException {
    return new PlanView(
        row.text("code"),
        row.text("name"),
        row.optionalText("duration_text"),
        row.id("price_cents"),
        row.integer("position"),
        row.optionalText("delivery"));
  }
}
