package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/// Numbered messages, published one after the other by a few publishers at once, and who handles
/// them. It knows which ones the broker has confirmed: those must be handled, whatever happens.
final class Traffic implements AutoCloseable {
  private static final int PUBLISHERS = 4;
  private static final Duration PACE = Duration.ofMillis(5);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  private final Broker broker;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> handled = ConcurrentHashMap.newKeySet();
  private final Queue<PublishResult> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> publishers = new ArrayList<>();
  private volatile Duration slowest = Duration.ZERO;
  private volatile boolean stopped;

  private Traffic(Broker broker) {
    this.broker = broker;
  }

  /// Flowing.
  static Traffic over(Broker broker) {
    var traffic = new Traffic(broker);
    broker.consume(
        new Subscription.Single<>(
            WorkQueue.MESSAGES_START,
            20,
            RetryPolicy.of(),
            (body, context) -> Integer.valueOf(Vhost.text(body)),
            (number, context) -> {
              traffic.handled.add(number);
              return new Settlement.Done();
            }));
    Awaitility.await().atMost(LIMIT).until(() -> broker.state().ready());
    traffic.resume();
    traffic.awaitFlow();
    traffic.failures.clear();
    return traffic;
  }

  void resume() {
    stopped = false;
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(Thread.startVirtualThread(this::publishUntilStopped));
    }
  }

  private void publishUntilStopped() {
    try {
      while (!stopped) {
        publish();
        LockSupport.parkNanos(PACE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Publishes the next message.
  PublishResult publish() throws InterruptedException {
    int number = next.incrementAndGet();
    var message =
        new OutgoingMessage(
            Route.input("tg.start"),
            "traffic:" + number,
            "test",
            Map.of(),
            Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    long start = System.nanoTime();
    var result = broker.publisher().publish(message);
    note(Duration.ofNanos(System.nanoTime() - start));
    if (result.confirmed()) {
      confirmed.add(number);
    } else {
      failures.add(result);
    }
    return result;
  }

  private synchronized void note(Duration time) {
    slowest = time.compareTo(slowest) > 0 ? time : slowest;
  }

  /// Waits until messages of from now on are confirmed and handled, and everything is in order.
  void awaitFlow() {
    int now = next.get();
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                broker.state().ready()
                    && confirmed.stream().anyMatch(number -> number > now && seen(number)));
  }

  /// Waits until a publish has failed like this, since the traffic began to flow.
  void awaitFailure(Class<? extends PublishResult> kind) {
    Awaitility.await().atMost(LIMIT).until(() -> failures.stream().anyMatch(kind::isInstance));
  }

  int confirmedSoFar() {
    return confirmed.size();
  }

  boolean seen(int number) {
    return handled.contains(number);
  }

  /// Publishes no more, and waits until all that was confirmed is handled.
  void pause() throws InterruptedException {
    stopped = true;
    for (var publisher : publishers) {
      publisher.join();
    }
    publishers.clear();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(handled).containsAll(confirmed));
  }

  /// The end: nothing that was confirmed is lost, and nobody was kept waiting.
  void assertNothingLost() throws InterruptedException {
    pause();
    assertThat(slowest).isLessThan(LONGEST_ANSWER);
    Awaitility.await().atMost(LIMIT).until(() -> broker.state().lastProblem().isEmpty());
  }

  @Override
  public void close() {
    stopped = true;
  }
}
