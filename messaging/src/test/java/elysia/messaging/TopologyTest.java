package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import elysia.localstack.TestStack;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @Test
  void declaring_again_changes_nothing_and_is_not_refused() throws Exception {
    try (var vhost = new Vhost();
        var connection = Vhost.connect(vhost.url())) {
      assertThat(Topology.declare(connection)).isEmpty();
      assertThat(Topology.declare(connection)).isEmpty();
    }
  }

  @Test
  void every_input_has_its_queue() throws Exception {
    var routes =
        Map.of(
            "tg.start", "messages.start",
            "tg.callback", "messages.reply",
            "tg.member", "messages.reply",
            "tg.other", "messages.reply",
            "gw.pushinpay", "payments.webhook",
            "gw.syncpay.account", "payments.webhook",
            "click.presell_view", "tracking.event");
    try (var vhost = new Vhost()) {
      for (var route : routes.entrySet()) {
        var message = Vhost.message(Route.input(route.getKey()), "x");

        assertThat(vhost.publisher().publish(message).confirmed()).as(route.getKey()).isTrue();

        assertThat(vhost.awaitMessage(route.getValue()).getProps().getMessageId())
            .isEqualTo(message.messageId());
      }
      for (var queue : WorkQueue.values()) {
        assertThat(vhost.publisher().publish(Vhost.message(queue, "x")).confirmed()).isTrue();
        vhost.awaitMessage(queue.queueName());
      }
    }
  }

  @Test
  void what_the_broker_gives_up_on_is_parked_in_its_domain() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.publisher().publish(Vhost.message(WorkQueue.PAYMENTS_CHARGE, "poison"));
      for (int delivery = 0; delivery <= 20; delivery++) {
        var got =
            Awaitility.await()
                .atMost(Vhost.LIMIT)
                .until(() -> vhost.operator().basicGet("payments.charge", false), g -> g != null);
        vhost.operator().basicReject(got.getEnvelope().getDeliveryTag(), true);
      }

      assertThat(Vhost.text(vhost.awaitMessage("parked.payments").getBody())).isEqualTo("poison");
    }
  }

  @Test
  void a_queue_that_exists_with_other_arguments_is_told_and_used_all_the_same() throws Exception {
    var url = TestStack.rabbit().newVhost().amqpUrl().toString();
    try (var connection = Vhost.connect(url);
        var channel = connection.createChannel()) {
      channel.queueDeclare("messages.shot", true, false, false, Map.of());
    }
    var seen = new ConcurrentLinkedQueue<String>();
    try (var broker =
        Broker.connect(
            BrokerConfig.of(url, "test/localhost"), Clock.systemUTC(), MessagingListener.none())) {
      broker.consume(
          new Subscription.Single<>(
              WorkQueue.MESSAGES_SHOT,
              1,
              RetryPolicy.of(),
              (body, context) -> Vhost.text(body),
              (message, context) -> {
                seen.add(message);
                return new Settlement.Done();
              }));

      Awaitility.await().atMost(Vhost.LIMIT).until(() -> broker.state().ready());
      try (var connection = Vhost.connect(url);
          var channel = connection.createChannel()) {
        var message = Vhost.message(WorkQueue.MESSAGES_SHOT, "x");
        channel.basicPublish(
            "",
            "messages.shot",
            new BasicProperties.Builder().messageId(message.messageId()).build(),
            message.body());
      }

      Awaitility.await().atMost(Vhost.LIMIT).until(() -> seen.contains("x"));
      assertThat(broker.state().lastProblem().orElse("")).contains("messages.shot");
    }
  }
}
