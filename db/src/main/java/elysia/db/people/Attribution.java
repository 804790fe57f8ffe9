package elysia.db.people;

import elysia.db.Sql;
import elysia.model.OrganizationId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Binds a click to the first person who came with its token: a link that was passed on does not
/// make two people one.
@Singleton
public final class Attribution {
  private static final String BIND =
      """
      update tracking_sessions set telegram_id = ?, first_start_at = ?
      where id = ? and organization_id = ? and telegram_id is null
      """;
  private static final String BOUND_TO_OTHER =
      """
      select 1 from tracking_sessions where id = ? and organization_id = ? and telegram_id <> ?
      """;

  private final Sql sql;

  Attribution(Sql sql) {
    this.sql = sql;
  }

  /// False when the click is another person's. True also while the click's row has not arrived: it
  /// is bound when it is stored.
  ///
  /// @param at when the person sent /start
  public boolean bind(
      TrackingToken token, OrganizationId organization, TelegramId person, Instant at) {
    return sql.update(BIND, person, at, token, organization) == 1
        || sql.one(BOUND_TO_OTHER, row -> true, token, organization, person).isEmpty();
  }
}
