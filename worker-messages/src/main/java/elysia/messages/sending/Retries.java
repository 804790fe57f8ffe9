package elysia.messages.sending;

import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import java.time.Duration;

/// When a message is tried again.
public final class Retries {
  /// For faults: 5 s, 30 s, 5 min, 30 min, then a human looks.
  public static final RetryPolicy LADDER = RetryPolicy.of(RetryLevel.values());

  private Retries() {}

  /// After Telegram's limit: the first step of the ladder that is not too early. A limit is no
  /// failed attempt, so this never ends in parking (L11).
  public static Settlement notBefore(Duration wait, String reason) {
    for (var level : RetryLevel.values()) {
      if (level.delay().compareTo(wait) >= 0) {
        return new Settlement.Retry(level, reason);
      }
    }
    return new Settlement.Retry(RetryLevel.THIRTY_MINUTES, reason);
  }
}
