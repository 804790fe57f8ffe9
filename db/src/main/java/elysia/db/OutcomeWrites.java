package elysia.db;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what somebody outside has answered. Only we know it, and who forgets it must ask or
/// send again: so while the database is away for a moment (a restart, a failover) the write waits
/// for it.
public final class OutcomeWrites {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeWrites.class);

  /// With the call before it and the last wait for a connection, less than a delivery may be held.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private OutcomeWrites() {}

  /// Runs `write`, again and again while what keeps it from succeeding may pass. It must bear to
  /// run again after a commit that we were not told of.
  ///
  /// @throws DatabaseException when the database is away for too long, or refuses
  public static void untilKept(Runnable write) throws InterruptedException {
    untilKept(
        () -> {
          write.run();
          return true;
        });
  }

  /// The same, and returns what the write that was kept returned.
  public static <T> T untilKept(Supplier<T> write) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return write.get();
      } catch (DatabaseException e) {
        if (!e.passes() || System.nanoTime() > deadline) {
          throw e;
        }
        LOG.warn("O banco não guardou uma resposta, tentando de novo: {}", e.getMessage());
      }
      Thread.sleep(PAUSE);
    }
  }
}
