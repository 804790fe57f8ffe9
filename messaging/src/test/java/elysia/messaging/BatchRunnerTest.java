package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.localstack.TestStack;
import elysia.model.wire.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {
  private static final Decoder<String> TEXT =
      (body, context) -> {
        var text = Vhost.text(body);
        if (text.startsWith("garbage")) {
          throw new IllegalArgumentException("text expected, got garbage");
        }
        return text;
      };

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

  private static Subscription handling(int size, BatchHandler<String> handler) {
    return new Subscription.Batched<>(
        WorkQueue.TRACKING_EVENT,
        size,
        Duration.ofMillis(100),
        RetryPolicy.of(RetryLevel.FIVE_SECONDS),
        TEXT,
        handler);
  }

  @Test
  void deliveries_are_handled_in_batches_of_at_most_the_concurrency() throws Exception {
    try (var vhost = new Vhost()) {
      publish(vhost, "n", 1_000);

      vhost.consume(handling(100, this::remember));

      Awaitility.await().atMost(LIMIT).until(() -> handled.size() >= 1_000);
      assertThat(handled).doesNotHaveDuplicates().hasSize(1_000);
      assertThat(sizes).allMatch(size -> size <= 100).anyMatch(size -> size > 50);
      vhost.broker.close();
      assertThat(vhost.ready("tracking.event")).isZero();
    }
  }

  @Test
  void a_single_message_does_not_wait_for_a_full_batch() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(100, this::remember));

      publish(vhost, "only ", 1);

      Awaitility.await().atMost(LIMIT).until(() -> handled.contains("only 0"));
    }
  }

  @Test
  void one_bad_message_is_retried_and_parked_while_its_batch_goes_through() throws Exception {
    try (var vhost = new Vhost()) {
      publish(vhost, "a", 20);
      publish(vhost, "bad ", 1);
      publish(vhost, "b", 20);

      vhost.consume(
          handling(
              50,
              batch -> {
                if (batch.stream().anyMatch(received -> received.message().startsWith("bad"))) {
                  throw new IllegalStateException("constraint violated");
                }
                remember(batch);
              }));

      var parked = vhost.awaitMessage("parked.tracking");
      assertThat(Vhost.text(parked.getBody())).isEqualTo("bad 0");
      assertThat(Vhost.header(parked, "x-parked-attempts")).isEqualTo("2");
      Awaitility.await().atMost(LIMIT).until(() -> handled.size() >= 40);
      assertThat(handled)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 40).mapToObj(i -> i < 20 ? "a" + i : "b" + (i - 20)).toList());
      vhost.broker.close();
      assertThat(vhost.ready("tracking.event")).isZero();
      assertThat(vhost.ready("parked.tracking")).isZero();
    }
  }

  @Test
  void an_undecodable_body_is_parked_and_its_neighbours_are_handled() throws Exception {
    try (var vhost = new Vhost()) {
      publish(vhost, "a", 5);
      publish(vhost, "garbage ", 3);
      publish(vhost, "b", 5);

      vhost.consume(handling(50, this::remember));

      for (int i = 0; i < 3; i++) {
        assertThat(Vhost.text(vhost.awaitMessage("parked.tracking").getBody()))
            .isEqualTo("garbage " + i);
      }
      Awaitility.await().atMost(LIMIT).until(() -> handled.size() == 10);
      vhost.broker.close();
      assertThat(vhost.ready("tracking.event")).isZero();
    }
  }

  @Test
  void suspects_leave_the_batch_one_at_a_time_and_who_was_begun_too_often_is_parked()
      throws Exception {
    var guard = new RecordingGuard();
    try (var vhost = new Vhost(TestStack.rabbit().newVhost().amqpUrl(), c -> c, guard)) {
      var suspects = publish(vhost, "suspect ", 10);
      deliverOften(vhost, suspects.size());
      publish(vhost, "new ", 10);
      guard.guilty = suspects.get(4).messageId();

      vhost.consume(handling(50, this::remember));

      assertThat(Vhost.text(vhost.awaitMessage("parked.tracking").getBody()))
          .isEqualTo("suspect 4");
      Awaitility.await().atMost(LIMIT).until(() -> handled.size() == 19);
      assertThat(sizes).startsWith(1, 1, 1, 1, 1, 1, 1, 1, 1).hasSizeLessThan(15);
      assertThat(guard.begun).hasSize(10).doesNotHaveDuplicates();
      assertThat(guard.most.get()).as("at a time").isEqualTo(1);
      assertThat(guard.inHand.get()).as("ended").isZero();
      vhost.broker.close();
      assertThat(vhost.ready("tracking.event")).isZero();
    }
  }

  /// As processes would that take the messages and die of one.
  private static void deliverOften(Vhost vhost, int count) throws Exception {
    for (int death = 0; death < 3; death++) {
      Awaitility.await().atMost(LIMIT).until(() -> vhost.ready("tracking.event") == count);
      var dying = Vhost.connect(vhost.url());
      var channel = dying.createChannel();
      for (int i = 0; i < count; i++) {
        channel.basicGet("tracking.event", false);
      }
      dying.abort(2_000);
    }
    Awaitility.await().atMost(LIMIT).until(() -> vhost.ready("tracking.event") == count);
  }

  /// One message has been begun three times before.
  private static final class RecordingGuard implements PoisonGuard {
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile String guilty = "";

    @Override
    public int begin(WorkQueue queue, String messageId) {
      begun.add(messageId);
      if (messageId.equals(guilty)) {
        return 4;
      }
      most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
      return 1;
    }

    @Override
    public void survived(WorkQueue queue, String messageId) {
      inHand.decrementAndGet();
    }
  }

  private static List<OutgoingMessage> publish(Vhost vhost, String prefix, int count)
      throws InterruptedException {
    var messages = new ArrayList<OutgoingMessage>();
    for (int i = 0; i < count; i++) {
      messages.add(message(WorkQueue.TRACKING_EVENT, prefix + i));
    }
    assertThat(vhost.publisher().publishAll(messages)).allMatch(PublishResult::confirmed);
    return messages;
  }

  private void remember(List<BatchHandler.Received<String>> batch) {
    sizes.add(batch.size());
    batch.forEach(received -> handled.add(received.message()));
  }
}
