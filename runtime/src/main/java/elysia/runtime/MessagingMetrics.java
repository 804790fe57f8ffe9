package elysia.runtime;

import elysia.messaging.MessagingListener;
import elysia.messaging.PublishResult;
import elysia.messaging.Settlement;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The numbers of messaging: confirm latency by result, queue wait and settlements by queue.
@Singleton
final class MessagingMetrics implements MessagingListener {
  private final MeterRegistry meters;
  private final Map<String, Timer> published = new ConcurrentHashMap<>();
  private final Map<WorkQueue, Timer> waits = new ConcurrentHashMap<>();

  MessagingMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void published(Route route, PublishResult result, Duration latency) {
    published
        .computeIfAbsent(result.getClass().getSimpleName(), this::publishTimer)
        .record(latency);
  }

  @Override
  public void started(WorkQueue queue, Duration queueWait) {
    waits.computeIfAbsent(queue, this::waitTimer).record(queueWait);
  }

  @Override
  public void settled(WorkQueue queue, Settlement settlement) {
    meters
        .counter(
            "elysia.settled",
            "queue",
            queue.queueName(),
            "settlement",
            settlement.getClass().getSimpleName())
        .increment();
  }

  private Timer publishTimer(String result) {
    return Timer.builder("elysia.publish")
        .tag("result", result)
        .publishPercentileHistogram()
        .register(meters);
  }

  private Timer waitTimer(WorkQueue queue) {
    return Timer.builder("elysia.queue.wait")
        .tag("queue", queue.queueName())
        .publishPercentileHistogram()
        .register(meters);
  }
}
