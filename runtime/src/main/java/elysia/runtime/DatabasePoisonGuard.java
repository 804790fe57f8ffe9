package elysia.runtime;

import elysia.db.poison.PoisonStarts;
import elysia.messaging.PoisonGuard;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;

/// Suspects are written down in the database, which outlives us (L106).
@Singleton
final class DatabasePoisonGuard implements PoisonGuard {
  private final PoisonStarts starts;

  DatabasePoisonGuard(PoisonStarts starts) {
    this.starts = starts;
  }

  @Override
  public int begin(WorkQueue queue, String messageId) {
    return starts.begin(queue, messageId);
  }

  @Override
  public void survived(WorkQueue queue, String messageId) {
    starts.end(queue, messageId);
  }
}
