package elysia.ingress.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Counts answers and how long they took: `elysia_ingress_answer_seconds{door, outcome}`.
@Singleton
public final class AnswerMeter {
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 3000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry meters;
  private final Map<Answer, Timer> timers = new ConcurrentHashMap<>();

  private record Answer(Door door, Outcome outcome) {}

  AnswerMeter(MeterRegistry meters) {
    this.meters = meters;
  }

  /// @param startNanos `System.nanoTime()` when the request came
  public void record(Door door, Outcome outcome, long startNanos) {
    timers
        .computeIfAbsent(new Answer(door, outcome), this::timer)
        .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Answer answer) {
    return Timer.builder("elysia.ingress.answer")
        .description("Time from a request's routing to its answer")
        .tag("door", answer.door().word())
        .tag("outcome", answer.outcome().word())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
