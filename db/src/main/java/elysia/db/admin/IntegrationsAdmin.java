package elysia.db.admin;

import elysia.db.Sql;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists what an organization is connected to, without any credential.
@Singleton
public final class IntegrationsAdmin {
  private static final String ACCOUNTS =
      """
      select id, gateway, name, priority, reoffer_minutes, active from gateway_accounts
      where organization_id = ? and deleted_at is null order by gateway, priority, id
      """;
  private static final String DESTINATIONS =
      """
      select d.id, d.kind, d.name, d.external_id, b.slug as bot, d.active, d.parked_reason
      from conversion_destinations d left join bots b on b.id = d.bot_id
      where d.organization_id = ? order by d.id
      """;

  private final Sql sql;

  IntegrationsAdmin(Sql sql) {
    this.sql = sql;
  }

  /// @param reofferMinutes for so long a second press shows the same code
  public record AccountView(
      long id, String gateway, String name, int priority, int reofferMinutes, boolean active) {}

  /// @param parkedReason why nothing is sent there until somebody acts
  public record DestinationView(
      long id,
      String kind,
      String name,
      @Nullable String pixelId,
      @Nullable String bot,
      boolean active,
      @Nullable String parkedReason) {}

  public List<AccountView> accounts(OrganizationId organization) {
    return sql.query(
        ACCOUNTS,
        row ->
            new AccountView(
                row.id("id"),
                row.text("gateway"),
                row.text("name"),
                row.integer("priority"),
                row.integer("reoffer_minutes"),
                row.bool("active")),
        organization);
  }

  public List<DestinationView> destinations(OrganizationId organization) {
    return sql.query(
        DESTINATIONS,
        row ->
            new DestinationView(
                row.id("id"),
                row.text("kind"),
                row.text("name"),
                row.optionalText("external_id"),
                row.optionalText("bot"),
                row.bool("active"),
                row.optionalText("parked_reason")),
        organization);
  }
}
