package elysia.messaging;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The handlers of one queue that are at work, and the bound on how long each may hold its
/// delivery: RabbitMQ ends a channel after 30 minutes of silence, and a frozen handler must show
/// long before (L107).
final class HoldWatch {
  private final Duration limit;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  HoldWatch(Duration limit) {
    this.limit = limit;
  }

  /// What a handler does.
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  private static final class Running {
    private final Thread thread = Thread.currentThread();
    private final long startNanos = System.nanoTime();
    private boolean overdue;
    private boolean over;

    boolean olderThan(Duration age) {
      return System.nanoTime() - startNanos > age.toNanos();
    }

    synchronized void interrupt() {
      if (!over) {
        overdue = true;
        thread.interrupt();
      }
    }

    /// @return whether it was interrupted for taking too long; the interrupt itself is forgotten
    synchronized boolean end() {
      over = true;
      if (overdue) {
        Thread.interrupted(); // else the settling, which follows, would be interrupted
      }
      return overdue;
    }
  }

  /// Runs the work of one delivery, or batch.
  ///
  /// @throws IllegalStateException when it was interrupted for taking too long
  <T> T watched(Work<T> work) throws InterruptedException {
    var one = new Running();
    running.add(one);
    try {
      return work.run();
    } catch (InterruptedException e) {
      if (one.end()) {
        throw new IllegalStateException("not done within " + limit, e);
      }
      throw e;
    } finally {
      one.end();
      running.remove(one);
    }
  }

  /// Whether a handler holds its delivery longer than it may.
  boolean frozen() {
    return running.stream().anyMatch(one -> one.olderThan(limit));
  }

  /// Interrupts whoever takes too long: a failed attempt. One that does not heed it keeps us
  /// [#frozen], until somebody ends the process.
  void interruptFrozen() {
    running.stream().filter(one -> one.olderThan(limit)).forEach(Running::interrupt);
  }
}
