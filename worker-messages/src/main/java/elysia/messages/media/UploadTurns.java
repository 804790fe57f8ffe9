package elysia.messages.media;

import elysia.model.BotId;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// One upload of a bot at a time: while a new greeting's first reader uploads its video, a thousand
/// others wait for the file id instead of uploading it too, which Telegram would throttle.
@Singleton
public final class UploadTurns {
  private static final int LOCKS = 256;

  private final ReentrantLock[] locks =
      Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(ReentrantLock[]::new);

  /// What is done in a turn.
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  /// Runs `work` once the bot's earlier uploads are over.
  public <T> T in(BotId bot, Work<T> work) throws InterruptedException {
    var lock = locks[(int) (bot.value() % LOCKS)]; // two bots may share one, which only costs time
    lock.lockInterruptibly();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }
}
