package elysia.db.payments;

import elysia.db.outbox.PayloadWriter;
import elysia.db.tracking.TrackingSessions;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The click behind a sale as it is known at a moment.
@Singleton
public final class ClickSnapshots {
  private final TrackingSessions sessions;
  private final PayloadWriter writer;

  ClickSnapshots(TrackingSessions sessions, PayloadWriter writer) {
    this.sessions = sessions;
    this.writer = writer;
  }

  /// [ClickAttributes] as JSON, empty where the click has not arrived.
  public Optional<String> of(TrackingToken token, TelegramId person) {
    return sessions.find(token).map(session -> writer.write(session.toldOf(person)));
  }
}
