package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.localstack.TcpProxy;
import elysia.localstack.TestStack;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BrokerTest {
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  private Subscription handling(WorkQueue queue, int concurrency, MessageHandler<String> handler) {
    return new Subscription.Single<>(
        queue,
        concurrency,
        RetryPolicy.of(RetryLevel.FIVE_SECONDS),
        (body, context) -> Vhost.text(body),
        handler);
  }

  private Settlement remember(String message, DeliveryContext context) {
    seen.add(message);
    return new Settlement.Done();
  }

  @Test
  void after_all_connections_are_closed_it_consumes_and_publishes_again() throws Exception {
    try (var vhost = Vhost.onOwnNode()) {
      vhost.consume(handling(WorkQueue.MESSAGES_START, 10, this::remember));

      TestStack.rabbit().node().ctl("close_all_connections", "-p", vhost.name(), "test");

      awaitPublished(vhost, message(Route.input("tg.start"), "after"));
      Awaitility.await().atMost(LIMIT).until(() -> seen.contains("after"));
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());
      assertThat(vhost.broker.state().lastProblem()).isEmpty();
    }
  }

  @Test
  void a_killed_broker_loses_nothing_that_it_confirmed() throws Exception {
    try (var vhost = Vhost.onOwnNode()) {
      for (int i = 0; i < 100; i++) {
        var message = message(Route.input("tg.start"), "n" + i);
        assertThat(vhost.publisher().publish(message).confirmed()).isTrue();
      }

      TestStack.rabbit().node().kill();

      Awaitility.await().atMost(LIMIT).until(() -> !vhost.publisher().ready());
      TestStack.rabbit().node().start();
      vhost.consume(handling(WorkQueue.MESSAGES_START, 10, this::remember));
      Awaitility.await().atMost(LIMIT).until(() -> seen.size() >= 100);
      assertThat(seen).hasSize(100).doesNotHaveDuplicates();
      awaitPublished(vhost, message(Route.input("tg.start"), "after"));
    }
  }

  @Test
  void a_deleted_queue_is_made_again_and_consumed() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_START, 10, this::remember));

      vhost.operator().queueDelete("messages.start");

      awaitPublished(vhost, message(Route.input("tg.start"), "after"));
      Awaitility.await().atMost(LIMIT).until(() -> seen.contains("after"));
    }
  }

  @Test
  void a_removed_binding_is_noticed_and_made_again() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.operator().queueUnbind("messages.start", Route.INPUT_EXCHANGE, "tg.start");

      var first = vhost.publisher().publish(message(Route.input("tg.start"), "lost"));

      assertThat(first).isInstanceOf(PublishResult.Unroutable.class);
      awaitPublished(vhost, message(Route.input("tg.start"), "after"));
    }
  }

  @Test
  void a_silent_line_is_given_up_and_a_new_one_taken() throws Exception {
    var uri = TestStack.rabbit().newVhost().amqpUrl();
    try (var proxy = new TcpProxy(uri.getHost(), uri.getPort())) {
      var url = uri.toString().replace(":" + uri.getPort(), ":" + proxy.port());
      var config =
          new BrokerConfig(
              url,
              "test/localhost",
              Duration.ofMillis(500),
              2,
              100,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              1,
              BrokerConfig.of(url, "test/localhost").watch());
      try (var broker = Broker.connect(config, Clock.systemUTC(), MessagingListener.none())) {
        broker.consume(handling(WorkQueue.MESSAGES_START, 10, this::remember));
        Awaitility.await().atMost(LIMIT).until(() -> broker.state().ready());
        proxy.silence();

        // more than all the buffers on the way can take, so that the writing itself blocks
        for (int i = 0; i < 20; i++) {
          long start = System.nanoTime();
          var result = broker.publisher().publish(big());
          assertThat(result.confirmed()).isFalse();
          assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
        Awaitility.await().atMost(LIMIT).until(() -> !broker.state().ready());

        proxy.mend();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> broker.state().ready());
        assertThat(
                broker.publisher().publish(message(Route.input("tg.start"), "after")).confirmed())
            .isTrue();
        Awaitility.await().atMost(LIMIT).until(() -> seen.contains("after"));
      }
    }
  }

  @Test
  void facts_reach_every_listener_also_after_a_lost_connection() throws Exception {
    try (var vhost = Vhost.onOwnNode()) {
      var one = new ConcurrentLinkedQueue<ChangedFact>();
      var two = new ConcurrentLinkedQueue<ChangedFact>();
      vhost.broker.onFacts("one", one::add);
      vhost.broker.onFacts("two", two::add);
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());

      var first = new ChangedFact("bots", 1);
      publish(vhost, first);

      Awaitility.await().atMost(LIMIT).until(() -> one.contains(first) && two.contains(first));
      TestStack.rabbit().node().ctl("close_all_connections", "-p", vhost.name(), "test");
      var second = new ChangedFact("bots", 2);
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                publish(vhost, second);
                return one.contains(second) && two.contains(second);
              });
    }
  }

  @Test
  void a_listener_that_fails_hears_the_next_fact() throws Exception {
    try (var vhost = new Vhost()) {
      var heard = new ConcurrentLinkedQueue<Long>();
      vhost.broker.onFacts(
          "one",
          fact -> {
            heard.add(fact.id());
            throw new IllegalStateException("snapshot not loaded");
          });
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());

      publish(vhost, new ChangedFact("bots", 1));
      publish(vhost, new ChangedFact("bots", 2));

      Awaitility.await().atMost(LIMIT).until(() -> heard.contains(2L));
      assertThat(heard).containsExactly(1L, 2L);
    }
  }

  @Test
  void close_lets_the_running_handlers_finish_and_gives_the_rest_back() throws Exception {
    try (var vhost = new Vhost()) {
      var started = new CountDownLatch(2);
      var go = new CountDownLatch(1);
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_SHOT,
              2,
              (message, context) -> {
                started.countDown();
                go.await();
                return remember(message, context);
              }));
      for (int i = 0; i < 10; i++) {
        vhost.publisher().publish(message(WorkQueue.MESSAGES_SHOT, "n" + i));
      }
      started.await();

      var closing = Thread.ofVirtual().start(vhost.broker::close);
      Awaitility.await().atMost(LIMIT).until(() -> !vhost.broker.state().ready());
      go.countDown();
      closing.join();

      assertThat(seen).hasSize(2);
      Awaitility.await().atMost(LIMIT).until(() -> vhost.ready("messages.shot") == 8);
    }
  }

  @Test
  void a_handler_that_outlasts_the_drain_is_interrupted_and_its_message_given_back()
      throws Exception {
    try (var vhost = new Vhost(TestStack.rabbit().newVhost().amqpUrl(), BrokerTest::impatient)) {
      var started = new CountDownLatch(1);
      var interrupted = new AtomicInteger();
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_SHOT,
              2,
              (message, context) -> {
                started.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.incrementAndGet();
                  throw e;
                }
                return new Settlement.Done();
              }));
      vhost.publisher().publish(message(WorkQueue.MESSAGES_SHOT, "slow"));
      started.await();

      vhost.broker.close();

      assertThat(interrupted.get()).isEqualTo(1);
      Awaitility.await().atMost(LIMIT).until(() -> vhost.ready("messages.shot") == 1);
    }
  }

  @Test
  void a_frozen_handler_shows_and_is_interrupted_as_a_failed_attempt() throws Exception {
    try (var vhost = new Vhost(TestStack.rabbit().newVhost().amqpUrl(), BrokerTest::watchful)) {
      var frozen = new CountDownLatch(1);
      vhost.consume(
          handling(
              WorkQueue.PAYMENTS_CHARGE,
              2,
              (message, context) -> {
                if (context.attempt() == 1) {
                  frozen.countDown();
                  new CountDownLatch(1).await();
                }
                return remember(message, context);
              }));

      vhost.publisher().publish(message(WorkQueue.PAYMENTS_CHARGE, "charge"));

      frozen.await();
      Awaitility.await().atMost(LIMIT).until(() -> !vhost.broker.state().ready());
      assertThat(vhost.broker.state().stopped()).containsExactly("payments.charge");
      Awaitility.await().atMost(LIMIT).until(() -> seen.contains("charge"));
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());
      vhost.broker.close();
      assertThat(vhost.ready("payments.charge")).isZero();
    }
  }

  @Test
  void a_batch_that_freezes_is_interrupted_and_its_messages_are_tried_alone() throws Exception {
    try (var vhost = new Vhost(TestStack.rabbit().newVhost().amqpUrl(), BrokerTest::watchful)) {
      vhost.consume(
          new Subscription.Batched<String>(
              WorkQueue.TRACKING_EVENT,
              10,
              Duration.ofMillis(200),
              RetryPolicy.of(),
              (body, context) -> Vhost.text(body),
              batch -> {
                if (batch.size() > 1) {
                  new CountDownLatch(1).await();
                }
                seen.add(batch.getFirst().message());
              }));

      vhost
          .publisher()
          .publishAll(
              List.of(
                  message(WorkQueue.TRACKING_EVENT, "one"),
                  message(WorkQueue.TRACKING_EVENT, "two")));

      Awaitility.await().atMost(LIMIT).until(() -> !vhost.broker.state().ready());
      Awaitility.await().atMost(LIMIT).until(() -> seen.size() == 2);
      assertThat(seen).containsExactlyInAnyOrder("one", "two");
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());
    }
  }

  @Test
  void a_handler_that_heeds_no_interrupt_keeps_us_from_being_ready() throws Exception {
    try (var vhost = new Vhost(TestStack.rabbit().newVhost().amqpUrl(), BrokerTest::watchful)) {
      var thaw = new CountDownLatch(1);
      var interrupts = new AtomicInteger();
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_START,
              2,
              (message, context) -> {
                while (thaw.getCount() > 0) {
                  try {
                    thaw.await();
                  } catch (InterruptedException deaf) {
                    interrupts.incrementAndGet();
                  }
                }
                return remember(message, context);
              }));

      vhost.publisher().publish(message(WorkQueue.MESSAGES_START, "deaf"));

      Awaitility.await().atMost(LIMIT).until(() -> interrupts.get() >= 2);
      assertThat(vhost.broker.state().ready()).isFalse();
      thaw.countDown();
      Awaitility.await().atMost(LIMIT).until(() -> vhost.broker.state().ready());
      vhost.broker.close();
      assertThat(seen).containsExactly("deaf");
      assertThat(vhost.ready("messages.start")).as("settled in spite of it").isZero();
    }
  }

  private static BrokerConfig watchful(BrokerConfig config) {
    return config.withWatch(new BrokerConfig.Watch(Duration.ofSeconds(1), Duration.ofMillis(300)));
  }

  private static BrokerConfig impatient(BrokerConfig config) {
    return new BrokerConfig(
        config.url(),
        config.connectionName(),
        config.confirmTimeout(),
        config.publishChannels(),
        config.maxOutstanding(),
        config.heartbeat(),
        Duration.ofMillis(300),
        config.timeScale(),
        config.watch());
  }

  private static OutgoingMessage big() {
    return new OutgoingMessage(
        Route.input("tg.start"),
        "big",
        "test",
        Map.of(),
        "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
  }

  private static void publish(Vhost vhost, ChangedFact fact) throws InterruptedException {
    vhost
        .publisher()
        .publish(
            new OutgoingMessage(
                Route.fact(ChangedFact.BOT),
                "fact:" + fact.id(),
                "bot.changed",
                Map.of(),
                WireJson.bytes(fact)));
  }

  private static void awaitPublished(Vhost vhost, OutgoingMessage message) {
    Awaitility.await().atMost(LIMIT).until(() -> vhost.publisher().publish(message).confirmed());
  }
}
