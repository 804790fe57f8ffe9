package elysia.sandbox.telegram;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How long Telegram waits before it offers an update again: at once, then 2 to 32 s, then a good
/// minute, then one to two minutes for ever. A `Retry-After` takes the place of one such wait.
final class RetryDelay {
  private static final List<Integer> SECONDS = List.of(0, 2, 4, 8, 16, 32);
  private static final int MAX_RETRY_AFTER = 3_600;

  private RetryDelay() {}

  static Duration after(int failures, Optional<Duration> retryAfter) {
    if (retryAfter.isPresent()) {
      return retryAfter.get();
    }
    if (failures <= SECONDS.size()) {
      return Duration.ofSeconds(SECONDS.get(failures - 1));
    }
    int spread = failures == SECONDS.size() + 1 ? 5 : 61;
    return Duration.ofSeconds(60 + ThreadLocalRandom.current().nextInt(spread));
  }

  static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(Integer::parseInt)
        .filter(seconds -> seconds <= MAX_RETRY_AFTER)
        .map(Duration::ofSeconds);
  }
}
