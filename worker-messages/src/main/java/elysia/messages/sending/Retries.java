package elysia.messages.sending;

import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import java.time.Duration;

/// When a message is tried again.
public final class Retries {
  /// For faults: 5 s, 30 s, 5 min, 30 min, then a human looks.
  public static final RetryPolicy LADDER = RetryPolicy.of(RetryLevel.values());

  private static final Duration LATENESS = Duration.ofSeconds(10);

  private Retries() {}

  /// Where the end of a wait is known and looked up again: the largest step of the ladder that ends
  /// at most [#LATENESS] after it. A limit is no failed attempt (L11).
  public static Settlement within(Duration wait, String reason) {
    var best = RetryLevel.FIVE_SECONDS;
    for (var level : RetryLevel.values()) {
      if (level.delay().compareTo(wait.plus(LATENESS)) <= 0) {
        best = level;
      }
    }
    return new Settlement.Postpone(best, reason);
  }

  /// After Telegram's limit on a call that nothing else holds back: the first step of the ladder
  /// that is not too early.
  public static Settlement notBefore(Duration wait, String reason) {
    for (var level : RetryLevel.values()) {
      if (level.delay().compareTo(wait) >= 0) {
        return new Settlement.Postpone(level, reason);
      }
    }
    return new Settlement.Postpone(RetryLevel.THIRTY_MINUTES, reason);
  }
}
