package elysia.messaging;

import java.time.Duration;

/// A step of the retry ladder, the queues `retry.5s`, `retry.30s`, `retry.5m` and `retry.30m`.
/// Longer waits live in the database.
public enum RetryLevel {
  FIVE_SECONDS("5s", Duration.ofSeconds(5)),
  THIRTY_SECONDS("30s", Duration.ofSeconds(30)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  THIRTY_MINUTES("30m", Duration.ofMinutes(30));

  private final String word;
  private final Duration delay;

  RetryLevel(String word, Duration delay) {
    this.word = word;
    this.delay = delay;
  }

  public String queueName() {
    return "retry." + word;
  }

  public String exchangeName() {
    return "elysia.retry." + word;
  }

  public Duration delay() {
    return delay;
  }
}
