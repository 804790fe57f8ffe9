package elysia.sandbox.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The connections to one webhook: as many as it allows, and only one while nothing has got through
/// for a while.
final class Connections {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int max;
  private final Duration patience;
  private final Clock clock;
  private Instant lastSuccess;
  private boolean failing;
  private int open;

  /// @param timeScale divides the patience
  Connections(int max, int timeScale, Clock clock) {
    this.max = max;
    this.patience = PATIENCE.dividedBy(timeScale);
    this.clock = clock;
    this.lastSuccess = clock.instant();
  }

  synchronized void acquire() throws InterruptedException {
    while (open >= (isAway() ? 1 : max)) {
      wait();
    }
    open++;
  }

  private boolean isAway() {
    return failing && lastSuccess.plus(patience).isBefore(clock.instant());
  }

  synchronized void release(boolean success) {
    open--;
    failing = !success;
    if (success) {
      lastSuccess = clock.instant();
    }
    notifyAll();
  }
}
