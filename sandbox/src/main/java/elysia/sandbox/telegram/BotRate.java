package elysia.sandbox.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// At most 30 messages of one bot within any second.
final class BotRate {
  private static final int MAX_PER_SECOND = 30;
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final Deque<Instant> sent = new ArrayDeque<>();

  /// Whether `messages` more fit; if so they are counted.
  synchronized boolean take(int messages, Instant now) {
    var start = now.minus(WINDOW);
    while (!sent.isEmpty() && !sent.peekFirst().isAfter(start)) {
      sent.removeFirst();
    }
    if (sent.size() + messages > MAX_PER_SECOND) {
      return false;
    }
    for (int i = 0; i < messages; i++) {
      sent.addLast(now);
    }
    return true;
  }
}
