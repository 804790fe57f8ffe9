package elysia.db.people;

import elysia.db.Sql;
import elysia.db.TimeLimit;
import elysia.model.OrganizationId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Binds a click to the first person who came with its token: a link that was passed on does not
/// make two people one.
@Singleton
public final class Attribution {
  private static final Logger LOG = LoggerFactory.getLogger(Attribution.class);
  private static final String BIND =
      """
      update tracking_sessions set telegram_id = ?, first_start_at = ?
      where id = ? and organization_id = ? and telegram_id is null
      """;
  private static final String BOUND_TO_OTHER =
      """
      select 1 from tracking_sessions where id = ? and organization_id = ? and telegram_id <> ?
      """;

  /// A person waits for the greeting: a click that somebody has locked is bound later.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Sql sql;
  private final TimeLimit timeLimit;

  Attribution(Sql sql, TimeLimit timeLimit) {
    this.sql = sql;
    this.timeLimit = timeLimit;
  }

  /// False when the click is another person's. True also while the click's row has not arrived, or
  /// cannot be had now: worker-tracking binds it when it stores the click or the /start, whichever
  /// comes last. Runs in the caller's transaction, which goes on either way.
  ///
  /// @param at when the person sent /start
  public boolean bind(
      TrackingToken token, OrganizationId organization, TelegramId person, Instant at) {
    return timeLimit.within(
        PATIENCE,
        () ->
            sql.update(BIND, person, at, token, organization) == 1
                || sql.one(BOUND_TO_OTHER, row -> true, token, organization, person).isEmpty(),
        e -> {
          LOG.warn("Clique ocupado: o /start de {} segue sem esperar por ele", person, e);
          return true;
        });
  }
}
