package elysia.messages.sending;

import elysia.model.BotId;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// One lane per person and bot in this process: what concerns a person is done one after the other,
/// in the order of arrival (L4). Across processes the claim of a send does the same.
@Singleton
public final class Lanes {
  private final ConcurrentHashMap<Key, Lane> lanes = new ConcurrentHashMap<>();

  /// What is done in a lane.
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  private record Key(BotId bot, TelegramId person) {}

  /// `users` counts who holds or waits for it; changed only inside the map's compute.
  private static final class Lane {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /// Runs `work` once all earlier work of this person is done.
  public <T> T in(BotId bot, TelegramId person, Work<T> work) throws InterruptedException {
    var key = new Key(bot, person);
    var lane = join(key);
    try {
      lane.lock.lockInterruptibly();
      try {
        return work.run();
      } finally {
        lane.lock.unlock();
      }
    } finally {
      leave(key);
    }
  }

  private Lane join(Key key) {
    return lanes.compute(
        key,
        (_, present) -> {
          var lane = present == null ? new Lane() : present;
          lane.users++;
          return lane;
        });
  }

  private void leave(Key key) {
    lanes.computeIfPresent(key, (_, lane) -> --lane.users == 0 ? null : lane);
  }

  /// How many people are being talked to now.
  int open() {
    return lanes.size();
  }
}
