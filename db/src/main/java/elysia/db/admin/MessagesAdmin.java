package elysia.db.admin;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.media.WarmUps;
import elysia.db.offers.LegacyPlans;
import elysia.model.BotId;
import elysia.model.OrganizationId;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The messages of a bot, by their slug: `start` and `delivery`.
@Singleton
public final class MessagesAdmin {
  private static final String FIND =
      "select content from bot_messages where organization_id = ? and bot_id = ? and slug = ? and active";
  private static final String SAVE =
      """
      insert into bot_messages (organization_id, bot_id, slug, content) values (?, ?, ?, ?)
      on conflict (bot_id, slug) do update set content = excluded.content, active = true, updated_at = now()
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final WarmUps warmUps;
  private final LegacyPlans legacyPlans;

  MessagesAdmin(Sql sql, Transactions transactions, WarmUps warmUps, LegacyPlans legacyPlans) {
    this.sql = sql;
    this.transactions = transactions;
    this.warmUps = warmUps;
    this.legacyPlans = legacyPlans;
  }

  /// The content's JSON: `{"messages": ["...", ...]}`, or an older shape.
  public Optional<String> find(OrganizationId organization, BotId bot, String slug) {
    return sql.one(FIND, row -> row.text("content"), organization, bot, slug);
  }

  /// Workers read it for the next person: an edit counts at once. New files go to the bot's warm-up
  /// chat. Plans that the old application kept in the message are frozen before they are gone.
  public void save(OrganizationId organization, BotId bot, String slug, String content) {
    transactions.run(
        () -> {
          legacyPlans.freeze(bot);
          sql.update(SAVE, organization, bot, slug, new Sql.Json(content));
          warmUps.request(bot);
        });
  }
}
