package elysia.db.payments;

import elysia.db.DatabaseException;
import elysia.db.Sql;
import elysia.db.outbox.PayloadWriter;
import elysia.db.tracking.TrackingSessions;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The click behind a sale as it is known at a moment.
///
/// A buyer waits for a code meanwhile: a click that cannot be read within half a second, because
/// its table is locked, is done without (L40).
@Singleton
public final class ClickSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(ClickSnapshots.class);

  private final Sql sql;
  private final TrackingSessions sessions;
  private final PayloadWriter writer;

  ClickSnapshots(Sql sql, TrackingSessions sessions, PayloadWriter writer) {
    this.sql = sql;
    this.sessions = sessions;
    this.writer = writer;
  }

  /// [ClickAttributes] as JSON, empty where the click has not arrived or cannot be read now. Runs
  /// in the caller's transaction, which goes on either way.
  public Optional<String> of(TrackingToken token, TelegramId person) {
    sql.update("savepoint click");
    try {
      sql.update("set local statement_timeout = '500ms'");
      var session = sessions.find(token);
      sql.update("set local statement_timeout to default");
      sql.update("release savepoint click");
      return session.map(found -> writer.write(found.toldOf(person)));
    } catch (DatabaseException e) {
      sql.update("rollback to savepoint click"); // takes the timeout back, too
      LOG.warn("Clique não lido a tempo: a venda para {} segue sem ele", person, e);
      return Optional.empty();
    }
  }
}
