package elysia.messages.sending;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// One at a time for each key, in the order of arrival, in this process. A key that nobody uses is
/// forgotten.
final class Turns<K> {
  private final ConcurrentHashMap<K, Turn> turns = new ConcurrentHashMap<>();

  /// What is done in a turn.
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /// `users` counts who holds or waits for it; changed only inside the map's compute.
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /// Runs `work` once all earlier work of this key is done.
  <T> T in(K key, Work<T> work) throws InterruptedException {
    var turn = join(key);
    try {
      turn.lock.lockInterruptibly();
      try {
        return work.run();
      } finally {
        turn.lock.unlock();
      }
    } finally {
      leave(key);
    }
  }

  private Turn join(K key) {
    return turns.compute(
        key,
        (_, present) -> {
          var turn = present == null ? new Turn() : present;
          turn.users++;
          return turn;
        });
  }

  private void leave(K key) {
    turns.computeIfPresent(key, (_, turn) -> --turn.users == 0 ? null : turn);
  }

  /// How many keys are in use now.
  int open() {
    return turns.size();
  }
}
