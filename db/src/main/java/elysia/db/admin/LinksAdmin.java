package elysia.db.admin;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.BotId;
import elysia.model.LinkId;
import elysia.model.OrganizationId;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// The tracking links of an organization. A link's slug is public and so unique over all of them.
@Singleton
public final class LinksAdmin {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String LIST =
      """
      select l.slug, l.name, l.active, b.slug as bot from tracking_links l join bots b on b.id = l.bot_id
      where l.organization_id = ? order by l.created_at, l.id
      """;
  private static final String INSERT =
      "insert into tracking_links (organization_id, bot_id, slug, name) values (?, ?, ?, ?) returning id";

  private final Sql sql;
  private final Transactions transactions;
  private final Outbox outbox;

  LinksAdmin(Sql sql, Transactions transactions, Outbox outbox) {
    this.sql = sql;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  public record LinkView(String slug, String name, String bot, boolean active) {}

  public List<LinkView> list(OrganizationId organization) {
    return sql.query(
        LIST,
        row ->
            new LinkView(row.text("slug"), row.text("name"), row.text("bot"), row.bool("active")),
        organization);
  }

  /// Makes the link and tells ingress; false when the slug is taken.
  public boolean add(OrganizationId organization, BotId bot, String slug, String name) {
    try {
      return transactions.inTransaction(
          () -> {
            var link =
                sql.query(INSERT, row -> new LinkId(row.id("id")), organization, bot, slug, name)
                    .getFirst();
            outbox.add(
                new OutboxMessage(
                    Route.fact(ChangedFact.TRACKING_LINK),
                    "tracking_link.changed:" + link + ":" + UUID.randomUUID(),
                    "changed",
                    new ChangedFact("tracking_links", link.value())));
            return true;
          });
    } catch (DatabaseException e) {
      if (e.sqlState().equals(UNIQUE_VIOLATION)) {
        return false;
      }
      throw e;
    }
  }
}
