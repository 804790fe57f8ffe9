package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.wire.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The gate behind real queues (L14).
class FloodTest {
  private static final int PERMITS = 20;
  private static final Duration WORK = Duration.ofMillis(50);
  private static final int STARTS = 60;
  private static final Duration PACE = Duration.ofMillis(20);

  private final RankedGate<String> gate = new RankedGate<>(PERMITS, PERMITS, Duration.ofMinutes(1));
  private final Map<String, Long> published = new ConcurrentHashMap<>();
  private final Queue<Long> waits = new ConcurrentLinkedQueue<>();

  private Subscription working(WorkQueue queue, int prefetch, Rank rank) {
    return new Subscription.Single<>(
        queue,
        prefetch,
        RetryPolicy.of(),
        (body, context) -> Vhost.text(body),
        (message, context) -> {
          try (var _ = gate.enter("bot", rank).orElseThrow()) {
            LockSupport.parkNanos(WORK.toNanos());
          }
          var at = published.get(context.messageId());
          if (at != null) {
            waits.add(System.nanoTime() - at);
          }
          return new Settlement.Done();
        });
  }

  @Test
  void bulk_that_floods_its_queue_does_not_delay_a_start() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(working(WorkQueue.MESSAGES_START, 20, Rank.REPLY));
      vhost.consume(working(WorkQueue.MESSAGES_SHOT, 100, Rank.BACKGROUND));
      startsOf(vhost); // warm
      var alone = startsOf(vhost);

      var flood = new ArrayList<OutgoingMessage>();
      for (int i = 0; i < 2_000; i++) {
        flood.add(Vhost.message(WorkQueue.MESSAGES_SHOT, "shot"));
      }
      vhost.publisher().publishAll(flood);
      var under = startsOf(vhost);

      assertThat(vhost.ready("messages.shot")).as("the flood goes on").isPositive();
      assertThat(under).isLessThan(alone.plus(Duration.ofMillis(100)));
    }
  }

  /// Fifty a second; the 95th percentile of their times.
  private Duration startsOf(Vhost vhost) throws InterruptedException {
    waits.clear();
    for (int i = 0; i < STARTS; i++) {
      var start = Vhost.message(WorkQueue.MESSAGES_START, "start");
      published.put(start.messageId(), System.nanoTime());
      vhost.publisher().publish(start);
      LockSupport.parkNanos(PACE.toNanos());
    }
    Awaitility.await().atMost(Vhost.LIMIT).until(() -> waits.size() == STARTS);
    return Duration.ofNanos(waits.stream().sorted().toList().get(STARTS * 95 / 100));
  }
}
