package elysia.db.payments;

import elysia.db.Sql;
import elysia.db.TimeLimit;
import elysia.db.outbox.PayloadWriter;
import elysia.db.tracking.TrackingSessions;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.time.Duration;
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

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final String COMPLETE =
      "update payments set tracking = ? where id = ? and tracking is null";

  private final Sql sql;
  private final TimeLimit timeLimit;
  private final TrackingSessions sessions;
  private final PayloadWriter writer;

  ClickSnapshots(Sql sql, TimeLimit timeLimit, TrackingSessions sessions, PayloadWriter writer) {
    this.sql = sql;
    this.timeLimit = timeLimit;
    this.sessions = sessions;
    this.writer = writer;
  }

  /// [ClickAttributes] as JSON, empty where the click has not arrived or cannot be read now. Runs
  /// in the caller's transaction, which goes on either way.
  public Optional<String> of(TrackingToken token, TelegramId person) {
    return timeLimit.within(
        PATIENCE,
        () -> sessions.find(token).map(found -> writer.write(found.toldOf(person))),
        e -> {
          LOG.warn("Clique não lido a tempo: a venda para {} segue sem ele", person, e);
          return Optional.empty();
        });
  }

  /// Gives a payment the click that was not to be had when its code was made. The caller holds its
  /// lock.
  public void complete(Payment payment) {
    var buyer = payment.buyer();
    var token = buyer.tracking();
    if (token != null && !buyer.clickSaved()) {
      of(token, buyer.person())
          .ifPresent(click -> sql.update(COMPLETE, new Sql.Json(click), payment.id()));
    }
  }
}
