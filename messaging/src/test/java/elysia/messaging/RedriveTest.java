package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import elysia.localstack.TestStack;
import elysia.model.wire.WorkQueue;
import elysia.model.wire.WorkQueue.Domain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RedriveTest {
  private static final Redrive.Order ALL =
      new Redrive.Order(Domain.MESSAGES, Optional.empty(), Long.MAX_VALUE, false);

  private static final Clock CLOCK = Clock.systemUTC();

  private record Seen(String text, DeliveryContext context) {}

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean mended = new AtomicBoolean();

  private Subscription handling(WorkQueue queue) {
    return new Subscription.Single<>(
        queue,
        10,
        RetryPolicy.of(RetryLevel.FIVE_SECONDS),
        (body, context) -> Vhost.text(body),
        (message, context) -> {
          if (!mended.get()) {
            throw new IllegalStateException("bug");
          }
          seen.add(new Seen(message, context));
          return new Settlement.Done();
        });
  }

  private void park(Vhost vhost, WorkQueue queue, int count) throws Exception {
    long before = vhost.ready(queue.domain().parkedQueue());
    for (int i = 0; i < count; i++) {
      vhost.publisher().publish(Vhost.message(queue, queue.queueName() + " " + i));
    }
    awaitReady(vhost, queue.domain().parkedQueue(), before + count);
  }

  private static void awaitReady(Vhost vhost, String queue, long count) {
    Awaitility.await().atMost(LIMIT).until(() -> vhost.ready(queue) == count);
  }

  @Test
  void each_message_goes_back_to_where_it_came_from_and_starts_afresh() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_START));
      vhost.consume(handling(WorkQueue.MESSAGES_REPLY));
      park(vhost, WorkQueue.MESSAGES_START, 3);
      park(vhost, WorkQueue.MESSAGES_REPLY, 2);
      mended.set(true);

      var result = vhost.broker.redrive(ALL);

      assertThat(result.moved())
          .isEqualTo(Map.of(WorkQueue.MESSAGES_START, 3L, WorkQueue.MESSAGES_REPLY, 2L));
      Awaitility.await().atMost(LIMIT).until(() -> seen.size() == 5);
      assertThat(seen)
          .extracting(Seen::text)
          .containsExactlyInAnyOrder(
              "messages.start 0",
              "messages.start 1",
              "messages.start 2",
              "messages.reply 0",
              "messages.reply 1");
      assertThat(seen).extracting(s -> s.context().attempt()).containsOnly(1);
      assertThat(seen)
          .extracting(s -> s.context().headers())
          .containsOnly(Map.of("traceparent", "00-1-2-01"));
      assertThat(seen).extracting(s -> s.context().type()).containsOnly("test.message");
      assertThat(vhost.ready("parked.messages")).isZero();
    }
  }

  @Test
  void what_is_not_asked_for_and_what_nobody_knows_stays_and_counting_moves_nothing()
      throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_START));
      vhost.consume(handling(WorkQueue.MESSAGES_REPLY));
      park(vhost, WorkQueue.MESSAGES_START, 3);
      park(vhost, WorkQueue.MESSAGES_REPLY, 2);
      byHand(vhost, new BasicProperties());
      byHand(vhost, new BasicProperties.Builder().headers(Map.of("x-origin", "nowhere")).build());
      mended.set(true);
      var starts = Optional.of(WorkQueue.MESSAGES_START);

      var counted =
          vhost.broker.redrive(
              new Redrive.Order(Domain.MESSAGES, Optional.empty(), Long.MAX_VALUE, true));
      awaitReady(vhost, "parked.messages", 7);
      var moved = vhost.broker.redrive(new Redrive.Order(Domain.MESSAGES, starts, 2, false));

      assertThat(counted)
          .isEqualTo(
              new Redrive.Result(
                  Map.of(WorkQueue.MESSAGES_START, 3L, WorkQueue.MESSAGES_REPLY, 2L), 2));
      assertThat(moved.moved()).isEqualTo(Map.of(WorkQueue.MESSAGES_START, 2L));
      Awaitility.await().atMost(LIMIT).until(() -> seen.size() == 2);
      awaitReady(vhost, "parked.messages", 5);
      assertThat(vhost.broker.redrive(ALL).unknownOrigin()).isEqualTo(2);
      awaitReady(vhost, "parked.messages", 2);
    }
  }

  private static void byHand(Vhost vhost, BasicProperties properties) throws Exception {
    vhost
        .operator()
        .basicPublish("", "parked.messages", properties, "?".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_the_broker_itself_parked_goes_back_too() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.publisher().publish(Vhost.message(WorkQueue.MESSAGES_DELIVER, "twenty times"));
      awaitReady(vhost, "messages.deliver", 1);
      while (vhost.ready("parked.messages") == 0) {
        var taken = vhost.operator().basicGet("messages.deliver", false);
        if (taken != null) {
          vhost.operator().basicReject(taken.getEnvelope().getDeliveryTag(), true);
        }
      }
      mended.set(true);
      vhost.consume(handling(WorkQueue.MESSAGES_DELIVER));

      var result = vhost.broker.redrive(ALL);

      assertThat(result.moved()).isEqualTo(Map.of(WorkQueue.MESSAGES_DELIVER, 1L));
      Awaitility.await().atMost(LIMIT).until(() -> seen.size() == 1);
      assertThat(seen.element().context().headers()).isEqualTo(Map.of("traceparent", "00-1-2-01"));
    }
  }

  @Test
  void a_move_that_is_killed_loses_nothing_and_doubles_one_message_at_most() throws Exception {
    var url = TestStack.rabbit().newVhost().amqpUrl();
    try (var vhost = new Vhost(url, config -> config)) {
      vhost.consume(handling(WorkQueue.MESSAGES_START));
      park(vhost, WorkQueue.MESSAGES_START, 10);
      mended.set(true);
      var connections = new Connections(BrokerConfig.of(url.toString(), "redrive/localhost"));

      for (int confirmed = 1; confirmed < 4; confirmed++) {
        var dying = new Redrive(connections, new Dying(vhost.publisher(), confirmed), CLOCK);
        assertThatThrownBy(() -> dying.run(ALL)).isInstanceOf(AssertionError.class);
      }
      Awaitility.await().atMost(LIMIT).until(() -> vhost.ready("parked.messages") == 7);
      vhost.broker.redrive(ALL);

      Awaitility.await().atMost(LIMIT).until(() -> seen.size() >= 13);
      vhost.broker.close();
      assertThat(seen).hasSize(13); // one double for each death
      assertThat(seen.stream().map(s -> s.context().messageId()).distinct()).hasSize(10);
      assertThat(vhost.ready("parked.messages")).isZero();
    }
  }

  /// A process that ends between the confirm of a copy and the ack of the original.
  private static final class Dying implements Publisher {
    private final Publisher publisher;
    private int left;

    Dying(Publisher publisher, int confirmed) {
      this.publisher = publisher;
      this.left = confirmed;
    }

    @Override
    public PublishResult publish(OutgoingMessage message) throws InterruptedException {
      var result = publisher.publish(message);
      if (--left == 0) {
        throw new AssertionError("killed after " + result);
      }
      return result;
    }

    @Override
    public List<PublishResult> publishAll(List<OutgoingMessage> messages)
        throws InterruptedException {
      return publisher.publishAll(messages);
    }

    @Override
    public boolean ready() {
      return publisher.ready();
    }
  }

  @Test
  void a_message_looked_at_fifty_times_in_the_management_page_and_moved_there_is_handled_once()
      throws Exception {
    var rabbit = TestStack.rabbit().newVhost();
    try (var vhost = new Vhost(rabbit.amqpUrl(), config -> config)) {
      vhost.consume(handling(WorkQueue.MESSAGES_START));
      park(vhost, WorkQueue.MESSAGES_START, 1);
      mended.set(true);
      var page = new Page(rabbit, new Management(rabbit));

      for (int look = 0; look < 50; look++) {
        assertThat(page.look("parked.messages")).isEqualTo("messages.start 0");
      }
      page.move("parked.messages", "messages.start");

      Awaitility.await().atMost(LIMIT).until(() -> !seen.isEmpty());
      assertThat(seen.element().context().attempt()).isEqualTo(1);
      awaitReady(vhost, "parked.messages", 0);
      page.awaitMoved();
      vhost.broker.close();
      assertThat(seen).hasSize(1);
      assertThat(vhost.ready("messages.start")).isZero();
    }
  }

  /// What the buttons of the management page send.
  private record Page(elysia.localstack.Broker rabbit, Management management) {
    String look(String queue) throws Exception {
      var messages =
          management.post(
              "/api/queues/" + rabbit.vhost() + "/" + queue + "/get",
              """
              {"vhost": "%s", "name": "%s", "truncate": "50000", "ackmode": "ack_requeue_true",
               "encoding": "auto", "count": "1"}
              """
                  .formatted(rabbit.vhost(), queue));
      return messages.path(0).path("payload").asText();
    }

    void move(String from, String to) throws Exception {
      management.put(
          "/api/parameters/shovel/" + rabbit.vhost() + "/move",
          """
          {"component": "shovel", "vhost": "%1$s", "name": "move", "value": {
            "src-uri": "amqp:///%1$s", "src-queue": "%2$s", "src-protocol": "amqp091",
            "src-prefetch-count": 1000, "src-delete-after": "queue-length",
            "dest-protocol": "amqp091", "dest-uri": "amqp:///%1$s", "dest-add-forward-headers": false,
            "ack-mode": "on-confirm", "dest-queue": "%3$s"}}
          """
              .formatted(rabbit.vhost(), from, to));
    }

    void awaitMoved() {
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> management.get("/api/parameters/shovel/" + rabbit.vhost()).isEmpty());
    }
  }
}
