package elysia.messaging;

import java.util.List;

/// A fixed schedule: attempt n waits at `levels[n-1]`; past its end the message is parked.
public record RetryPolicy(List<RetryLevel> levels) {
  public RetryPolicy {
    levels = List.copyOf(levels);
  }

  public static RetryPolicy of(RetryLevel... levels) {
    return new RetryPolicy(List.of(levels));
  }

  /// @param attempt the attempt that failed, counted from 1
  public Settlement afterFailure(int attempt, String reason) {
    return attempt <= levels.size()
        ? new Settlement.Retry(levels.get(attempt - 1), reason)
        : new Settlement.Park(reason);
  }
}
