package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.localstack.TestStack;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConfirmedPublisherTest {
  @Test
  void a_confirmed_publish_is_in_the_queue_with_its_properties() throws Exception {
    try (var vhost = new Vhost()) {
      var message = message(Route.input("tg.start"), "{\"update_id\":1}");

      var result = vhost.publisher().publish(message);

      assertThat(result).isEqualTo(new PublishResult.Confirmed());
      var stored = vhost.awaitMessage(WorkQueue.MESSAGES_START.queueName());
      assertThat(stored.getBody()).isEqualTo(message.body());
      assertThat(stored.getProps().getMessageId()).isEqualTo(message.messageId());
      assertThat(stored.getProps().getType()).isEqualTo("test.message");
      assertThat(stored.getProps().getAppId()).isEqualTo("test");
      assertThat(stored.getProps().getDeliveryMode()).isEqualTo(2);
      assertThat(stored.getProps().getTimestamp()).isNotNull();
      assertThat(Vhost.header(stored, "traceparent")).isEqualTo("00-1-2-01");
      assertThat(Vhost.header(stored, "x-ts-ms"))
          .isEqualTo(Vhost.header(stored, "x-first-ts-ms"))
          .matches("\\d{13}");
    }
  }

  @Test
  void a_publish_without_a_binding_is_unroutable() throws Exception {
    try (var vhost = new Vhost()) {
      var result = vhost.publisher().publish(message(Route.input("tg.unheard_of"), "x"));

      assertThat(result)
          .isInstanceOfSatisfying(
              PublishResult.Unroutable.class, r -> assertThat(r.reason()).contains("NO_ROUTE"));
    }
  }

  @Test
  void one_unroutable_message_does_not_touch_its_neighbours() throws Exception {
    try (var vhost = new Vhost()) {
      var messages = new ArrayList<OutgoingMessage>();
      for (int i = 0; i < 50; i++) {
        messages.add(message(Route.input(i % 10 == 3 ? "tg.unheard_of" : "tg.start"), "n" + i));
      }
      messages.add(message(new Route("elysia.unheard_of", "x"), "no exchange"));

      var results = vhost.publisher().publishAll(messages);

      assertThat(results).hasSize(51);
      for (int i = 0; i < 50; i++) {
        assertThat(results.get(i).confirmed()).as("message " + i).isEqualTo(i % 10 != 3);
      }
      assertThat(results.getLast()).isInstanceOf(PublishResult.Unroutable.class);
      assertThat(vhost.ready("messages.start")).isEqualTo(45);
    }
  }

  @Test
  void a_message_that_amqp_cannot_carry_is_refused_and_does_not_touch_its_neighbours()
      throws Exception {
    try (var vhost = new Vhost()) {
      var route = WorkQueue.MESSAGES_START.command();
      var results =
          vhost
              .publisher()
              .publishAll(
                  List.of(
                      message(route, "before"),
                      new OutgoingMessage(route, "ã".repeat(128), "test", Map.of(), new byte[0]),
                      new OutgoingMessage(
                          route, "id", "test", Map.of("x-bot", "1".repeat(20_000)), new byte[0]),
                      message(route, "after")));

      assertThat(results)
          .containsExactly(
              new PublishResult.Confirmed(),
              new PublishResult.Refused("ids and names of at most 255 bytes expected, got 256"),
              new PublishResult.Refused("headers of at most 16384 characters expected, got 20000"),
              new PublishResult.Confirmed());
    }
  }

  @Test
  void a_list_arrives_in_its_order() throws Exception {
    try (var vhost = new Vhost()) {
      var messages = new ArrayList<OutgoingMessage>();
      for (int i = 0; i < 300; i++) {
        messages.add(message(WorkQueue.TRACKING_CAPI, "n" + i));
      }

      var results = vhost.publisher().publishAll(messages);

      assertThat(results).allMatch(PublishResult::confirmed);
      for (int i = 0; i < 300; i++) {
        assertThat(Vhost.text(vhost.awaitMessage("tracking.capi").getBody())).isEqualTo("n" + i);
      }
    }
  }

  @Test
  void a_fact_that_nobody_hears_is_no_failure() throws Exception {
    try (var vhost = new Vhost()) {
      var result = vhost.publisher().publish(message(Route.fact("bot.changed"), "{}"));

      assertThat(result.confirmed()).isTrue();
    }
  }

  @Test
  void a_full_queue_refuses() throws Exception {
    try (var vhost = Vhost.onOwnNode()) {
      TestStack.rabbit()
          .node()
          .ctl(
              "set_policy",
              "-p",
              vhost.name(),
              "full",
              "^tracking.utmify$",
              "{\"max-length\":1}",
              "--apply-to",
              "queues");

      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> vhost.publisher().publish(message(WorkQueue.TRACKING_UTMIFY, "x")),
              result -> result instanceof PublishResult.Refused);
    }
  }

  @Test
  void a_publisher_without_a_broker_refuses_at_once() throws Exception {
    var nowhere = BrokerConfig.of("amqp://guest:s3cr3t-word@127.0.0.1:1/none", "test/localhost");
    try (var broker = Broker.connect(nowhere, Clock.systemUTC(), MessagingListener.none())) {
      long start = System.nanoTime();

      var result = broker.publisher().publish(message(Route.input("tg.start"), "x"));

      assertThat(result).isInstanceOf(PublishResult.Refused.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(broker.publisher().ready()).isFalse();
      Awaitility.await().atMost(LIMIT).until(() -> broker.state().lastProblem().isPresent());
      assertThat(broker.state().ready()).isFalse();
      assertThat(broker.state().toString() + nowhere).doesNotContain("s3cr3t-word");
    }
  }

  @Test
  void more_than_the_outstanding_limit_is_refused_at_once() throws Exception {
    try (var vhost =
        new Vhost(TestStack.rabbit().newVhost().amqpUrl(), config -> limited(config, 2))) {
      var results =
          inParallel(200, () -> vhost.publisher().publish(message(WorkQueue.MESSAGES_BOT, "x")));

      long confirmed = results.stream().filter(PublishResult::confirmed).count();
      assertThat(results)
          .allMatch(r -> r.confirmed() || r instanceof PublishResult.Refused)
          .anyMatch(r -> r instanceof PublishResult.Refused);
      assertThat(vhost.ready("messages.bot")).isEqualTo(confirmed);
    }
  }

  @Test
  void a_blocked_broker_is_noticed_in_time_and_refused_at_once_after_that() throws Exception {
    try (var vhost = Vhost.onOwnNode()) {
      TestStack.rabbit().node().ctl("set_vm_memory_high_watermark", "0.00001");
      try {
        long start = System.nanoTime();
        var first = vhost.publisher().publish(message(WorkQueue.MESSAGES_START, "blocked"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(first.confirmed()).isFalse();

        Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().blocked().isPresent());
        var second = vhost.publisher().publish(message(WorkQueue.MESSAGES_START, "refused"));
        assertThat(second)
            .isInstanceOfSatisfying(
                PublishResult.Refused.class, r -> assertThat(r.reason()).startsWith("blocked"));
        assertThat(vhost.publisher().ready()).isFalse();
      } finally {
        TestStack.rabbit().node().ctl("set_vm_memory_high_watermark", "absolute", "2GB");
      }

      Awaitility.await().atMost(LIMIT).until(() -> vhost.publisher().ready());
      assertThat(vhost.publisher().publish(message(WorkQueue.MESSAGES_START, "after")).confirmed())
          .isTrue();
    }
  }

  @Test
  void twenty_thousand_messages_of_thirty_two_publishers_are_all_confirmed_and_stored()
      throws Exception {
    try (var vhost = new Vhost()) {
      var results =
          inParallel(
              32,
              () -> {
                int confirmed = 0;
                for (int n = 0; n < 20_000 / 32; n++) {
                  var message = message(WorkQueue.MESSAGES_START, "x".repeat(1500));
                  confirmed += vhost.publisher().publish(message).confirmed() ? 1 : 0;
                }
                return confirmed;
              });

      assertThat(results).containsOnly(20_000 / 32);
      assertThat(vhost.ready("messages.start")).isEqualTo(20_000);
    }
  }

  private static BrokerConfig limited(BrokerConfig config, int maxOutstanding) {
    return new BrokerConfig(
        config.url(),
        config.connectionName(),
        config.confirmTimeout(),
        config.publishChannels(),
        maxOutstanding,
        config.heartbeat(),
        config.drainTimeout(),
        config.timeScale(),
        config.watch());
  }

  private static <T> List<T> inParallel(int times, Callable<T> task) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(Collections.nCopies(times, task))) {
        results.add(future.get());
      }
      return results;
    }
  }
}
