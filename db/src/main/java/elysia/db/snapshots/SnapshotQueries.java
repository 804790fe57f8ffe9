package elysia.db.snapshots;

import elysia.db.Sql;
import elysia.db.secret.SecretBox;
import elysia.model.BotId;
import elysia.model.GatewayAccountId;
import elysia.model.LinkId;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all that the ingress keeps in memory.
@Singleton
public final class SnapshotQueries {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotQueries.class);
  private static final String SECRET_CONTEXT = "bots.webhook_secret";

  private static final String BOTS =
      """
      select id, slug, active and not paused as receiving, active and paused and webhook_url is null as connecting,
        webhook_secret_sealed, webhook_secret_previous_sealed, webhook_secret_changed_at
      from bots where deleted_at is null and slug is not null
      """;

  /// Accounts that charge no more are in it: their old charges may still be paid.
  private static final String GATEWAY_ACCOUNTS =
      "select id, gateway, webhook_token_hash from gateway_accounts where deleted_at is null";

  private static final String TRACKING_LINKS =
      """
      select l.id, l.slug, l.organization_id, b.id as bot_id, b.slug as bot_slug,
        nullif(ltrim(b.bot_username, '@'), '') as bot_username
      from tracking_links l join bots b on b.id = l.bot_id
      where l.active and b.deleted_at is null and b.slug is not null
      """;

  private final Sql sql;
  private final SecretBox box;

  SnapshotQueries(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  public List<BotRow> bots() {
    return sql.query(BOTS, this::bot);
  }

  public List<GatewayAccountRow> gatewayAccounts() {
    return sql.query(
        GATEWAY_ACCOUNTS,
        row ->
            new GatewayAccountRow(
                new GatewayAccountId(row.id("id")),
                row.text("gateway"),
                row.text("webhook_token_hash")));
  }

  public List<TrackingLinkRow> trackingLinks() {
    return sql.query(
        TRACKING_LINKS,
        row ->
            new TrackingLinkRow(
                new LinkId(row.id("id")),
                row.text("slug"),
                new OrganizationId(row.id("organization_id")),
                new BotId(row.id("bot_id")),
                row.text("bot_slug"),
                row.optionalText("bot_username")));
  }

  private BotRow bot(Sql.Row row) throws SQLException {
    var slug = row.text("slug");
    return new BotRow(
        new BotId(row.id("id")),
        slug,
        row.bool("receiving"),
        row.bool("connecting"),
        open(slug, row.optionalText("webhook_secret_sealed")),
        open(slug, row.optionalText("webhook_secret_previous_sealed")),
        row.optionalInstant("webhook_secret_changed_at"));
  }

  /// One damaged secret closes one bot, not all.
  private @Nullable String open(String slug, @Nullable String sealed) {
    if (sealed == null) {
      return null;
    }
    try {
      return box.open(sealed, SECRET_CONTEXT);
    } catch (RuntimeException e) {
      LOG.error("[ERRO] O segredo do webhook do bot {} não abre: {}", slug, e.getMessage());
      return null;
    }
  }
}
