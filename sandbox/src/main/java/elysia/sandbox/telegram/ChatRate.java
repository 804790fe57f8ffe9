package elysia.sandbox.telegram;

import java.time.Duration;
import java.time.Instant;

/// One message a second into one chat, after a burst of five. An album counts as many messages as
/// it has items, and may go out on credit. Not thread-safe: the chat guards it.
final class ChatRate {
  private static final long BURST = 5_000;
  private static final long MESSAGE = 1_000;

  private long milliTokens = BURST;
  private Instant filledAt;

  ChatRate(Instant now) {
    this.filledAt = now;
  }

  /// Seconds until the next message may come; 0 means now, and takes it.
  long take(int messages, Instant now) {
    long gained = Math.max(0, Duration.between(filledAt, now).toMillis());
    milliTokens = Math.min(BURST, milliTokens + gained); // 1,000 milli-tokens a second
    filledAt = now;
    if (milliTokens < MESSAGE) {
      return Math.ceilDiv(MESSAGE - milliTokens, 1_000);
    }
    milliTokens -= messages * MESSAGE;
    return 0;
  }
}
