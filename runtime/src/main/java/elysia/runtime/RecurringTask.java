package elysia.runtime;

import java.time.Duration;

/// Work that is done again and again while the process runs. Every bean of this type is run on a
/// thread of its own.
///
/// @param name shown in metrics and logs, such as `outbox.relay`
/// @param pause between the end of one run and the start of the next
public record RecurringTask(String name, Duration pause, Work work) {
  /// One run. What it throws is logged and counted, and the next run comes all the same.
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }
}
