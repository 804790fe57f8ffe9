package elysia.tracking.destination;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Runs calls side by side: a destination that does not answer must not hold up the others.
public final class AtOnce {
  private static final int LIMIT = 16;

  private AtOnce() {}

  /// Work that may be interrupted.
  @FunctionalInterface
  public interface Call {
    void run() throws InterruptedException;
  }

  /// Returns when all are done.
  ///
  /// @throws IllegalStateException when one failed; the others ran all the same
  public static void run(List<Call> calls) throws InterruptedException {
    var threads = Executors.newFixedThreadPool(LIMIT, Thread.ofVirtual().factory());
    try {
      for (var call : threads.invokeAll(calls.stream().map(AtOnce::callable).toList())) {
        call.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call to a destination failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Boolean> callable(Call call) {
    return () -> {
      call.run();
      return true;
    };
  }
}
