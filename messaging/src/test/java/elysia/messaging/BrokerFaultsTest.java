package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import elysia.localstack.RabbitNode;
import elysia.localstack.TcpProxy;
import elysia.localstack.TestStack;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The broker's bad days, on a real one and under traffic. After each: consuming again within 30 s,
/// nothing confirmed is lost, no publisher waited longer than 3 s, and readiness told the truth
/// meanwhile.
class BrokerFaultsTest {
  private static final int DELIVERY_LIMIT = 20;

  private final RabbitNode node = TestStack.rabbit().node();

  @Test
  void a_memory_alarm_stops_publishing_but_not_consuming_and_loses_nothing() throws Exception {
    try (var vhost = Vhost.onOwnNode();
        var traffic = Traffic.over(vhost.broker)) {
      node.ctl("set_vm_memory_high_watermark", "0.00001");
      try {
        traffic.awaitFailure(PublishResult.Refused.class);
        assertThat(vhost.broker.state().blocked()).isPresent();
        assertThat(vhost.broker.state().ready()).isFalse();
        assertThat(vhost.broker.state().consuming()).doesNotContainValue(false);
        traffic.pause(); // what was confirmed before is handled during the alarm
        traffic.resume();
      } finally {
        node.ctl("set_vm_memory_high_watermark", "absolute", "2GB");
      }

      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  @Test
  void connections_closed_under_traffic_come_back_and_lose_nothing() throws Exception {
    try (var vhost = Vhost.onOwnNode();
        var traffic = Traffic.over(vhost.broker)) {
      var unready = unreadiness(vhost.broker);

      node.ctl("close_all_connections", "-p", vhost.name(), "test");

      unready.join();
      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  @Test
  void a_broker_that_stops_and_starts_in_good_order_loses_nothing() throws Exception {
    try (var vhost = Vhost.onOwnNode();
        var traffic = Traffic.over(vhost.broker)) {
      node.ctl("stop_app");
      try {
        traffic.awaitFailure(PublishResult.Refused.class);
        assertThat(vhost.broker.state().ready()).isFalse();
        assertThat(vhost.broker.state().consuming()).containsValue(false);
      } finally {
        node.ctl("start_app");
      }

      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  @Test
  void a_frozen_broker_keeps_no_publisher_waiting_and_loses_nothing() throws Exception {
    try (var vhost = Vhost.onOwnNode();
        var traffic = Traffic.over(vhost.broker)) {
      node.freeze();
      try {
        traffic.awaitFailure(PublishResult.TimedOut.class);
        Awaitility.await().atMost(LIMIT).until(() -> !vhost.broker.state().ready());
        traffic.awaitFailure(PublishResult.Refused.class);
      } finally {
        node.thaw();
      }

      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  @Test
  void a_confirm_that_comes_too_late_is_no_success_of_anybody() throws Exception {
    var server = TestStack.rabbit().newVhost().amqpUrl();
    try (var line = new TcpProxy(server.getHost(), server.getPort());
        var vhost = new Vhost(through(line, server), config -> config);
        var traffic = Traffic.over(vhost.broker)) {
      line.holdAnswers();
      traffic.awaitFailure(PublishResult.TimedOut.class);
      int confirmed = traffic.confirmedSoFar();
      traffic.awaitFailure(PublishResult.Refused.class);
      assertThat(vhost.broker.state().ready()).isFalse();
      assertThat(traffic.confirmedSoFar()).isEqualTo(confirmed);
      line.mend(); // now all the late confirms come at once

      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  private static URI through(TcpProxy line, URI server) {
    return URI.create(server.toString().replace(":" + server.getPort(), ":" + line.port()));
  }

  @Test
  void a_deleted_exchange_closes_the_publishing_channels_and_all_is_made_again() throws Exception {
    try (var vhost = new Vhost();
        var traffic = Traffic.over(vhost.broker)) {
      vhost.operator().exchangeDelete(Route.INPUT_EXCHANGE);

      traffic.awaitFailure(PublishResult.TimedOut.class);
      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  /// What lay in the queue is gone with it: that is what its deletion means.
  @Test
  void while_its_queue_is_gone_a_message_is_unroutable_and_the_cancelled_consumer_comes_back()
      throws Exception {
    try (var vhost = new Vhost();
        var traffic = Traffic.over(vhost.broker)) {
      traffic.pause();
      vhost.operator().queueDelete("messages.start");

      assertThat(traffic.publish()).isInstanceOf(PublishResult.Unroutable.class);
      Awaitility.await().atMost(LIMIT).until(() -> !vhost.broker.state().ready());
      traffic.resume();

      traffic.awaitFlow();
      traffic.assertNothingLost();
    }
  }

  @Test
  void a_handler_that_outlasts_the_consumer_timeout_loses_its_channel_and_gets_its_message_again()
      throws Exception {
    shortConsumerTimeout();
    try (var vhost = Vhost.onOwnNode()) {
      var deliveries = new AtomicInteger();
      var effects = ConcurrentHashMap.<String>newKeySet();
      var closed = new CountDownLatch(1);
      vhost.consume(
          new Subscription.Single<>(
              WorkQueue.MESSAGES_REPLY,
              5,
              RetryPolicy.of(),
              (body, context) -> Vhost.text(body),
              (text, context) -> {
                if (text.equals("slow") && deliveries.incrementAndGet() == 1) {
                  closed.await();
                }
                effects.add(context.messageId());
                return new Settlement.Done();
              }));
      var unready = unreadiness(vhost.broker);
      vhost.publisher().publish(message(Route.input("tg.other"), "slow"));

      unready.join();
      Awaitility.await().atMost(LIMIT).until(() -> deliveries.get() == 2);
      closed.countDown(); // the first one ends too late: its ack finds no channel
      for (int i = 0; i < 5; i++) {
        vhost.publisher().publish(message(Route.input("tg.other"), "n" + i));
      }

      Awaitility.await().atMost(LIMIT).until(() -> effects.size() == 6);
      vhost.awaitReady();
      assertThat(deliveries).hasValue(2);
      assertThat(vhost.ready("messages.reply")).isZero();
    } finally {
      node.ctl("eval", consumerTimeout(1_800_000, 60_000));
    }
  }

  private void shortConsumerTimeout() throws IOException, InterruptedException {
    node.ctl("eval", consumerTimeout(1_000, 250));
  }

  /// Both are read when a channel is opened.
  private static String consumerTimeout(int timeoutMs, int checkEveryMs) {
    return ("application:set_env(rabbit, consumer_timeout, %d),"
            + " application:set_env(rabbit, channel_tick_interval, %d).")
        .formatted(timeoutMs, checkEveryMs);
  }

  @Test
  void what_is_given_back_again_and_again_is_parked_by_the_broker_with_its_neighbours()
      throws Exception {
    try (var vhost = new Vhost();
        var crashing = Vhost.connect(vhost.url())) {
      var ids = new ArrayList<String>();
      for (int i = 0; i < 3; i++) {
        var message = message(WorkQueue.MESSAGES_SHOT, "n" + i);
        ids.add(message.messageId());
        assertThat(vhost.publisher().publish(message).confirmed()).isTrue();
      }

      for (int i = 0; i <= DELIVERY_LIMIT; i++) {
        takeAndCrash(crashing, ids.size());
      }

      var parked =
          IntStream.range(0, ids.size())
              .mapToObj(_ -> vhost.awaitMessage("parked.messages"))
              .toList();
      assertThat(parked)
          .extracting(message -> message.getProps().getMessageId())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(parked).allSatisfy(BrokerFaultsTest::tellsWhereItDied);
      assertThat(vhost.ready("messages.shot")).isZero();
    }
  }

  /// Takes `count` messages, as a worker that dies before it settles one.
  private static void takeAndCrash(Connection connection, int count) throws Exception {
    var channel = connection.createChannel();
    var taken = ConcurrentHashMap.<Long>newKeySet();
    channel.basicConsume(
        "messages.shot",
        false,
        (_, delivery) -> taken.add(delivery.getEnvelope().getDeliveryTag()),
        _ -> {});
    Awaitility.await().atMost(LIMIT).until(() -> taken.size() == count);
    channel.abort();
  }

  private static void tellsWhereItDied(GetResponse parked) {
    assertThat(Vhost.header(parked, "x-death"))
        .contains("queue=messages.shot", "reason=delivery_limit");
  }

  /// Ends when the broker has been found not ready, be it for a quarter of a second.
  private static Thread unreadiness(Broker broker) {
    return Thread.startVirtualThread(
        () -> {
          while (broker.state().ready()) {
            LockSupport.parkNanos(5_000_000);
          }
        });
  }
}
