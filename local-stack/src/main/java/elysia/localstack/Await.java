package elysia.localstack;

import java.io.IOException;
import java.time.Duration;

/// Waits for what only asking again can tell.
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /// Asks every 50 ms; false if the condition doesn't hold within `limit`.
  static boolean until(Duration limit, Condition condition)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }
}
