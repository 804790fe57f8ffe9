package elysia.db.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the relay of this process when a commit left something in the outbox, so that it need not
/// wait for its poll.
@Singleton
public final class OutboxSignal {
  private final Semaphore raised = new Semaphore(0);

  public void raise() {
    raised.release();
  }

  /// Waits until raised, at most `limit`.
  public void await(Duration limit) throws InterruptedException {
    if (raised.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
