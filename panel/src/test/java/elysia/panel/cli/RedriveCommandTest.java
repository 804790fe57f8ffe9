package elysia.panel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.localstack.TestStack;
import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.messaging.Subscription;
import elysia.model.wire.WorkQueue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RedriveCommandTest {
  private final String url = TestStack.rabbit().newVhost().amqpUrl().toString();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicInteger handled = new AtomicInteger();

  @Test
  void it_says_how_many_went_back_to_each_queue() throws InterruptedException {
    try (var broker =
        Broker.connect(
            BrokerConfig.of(url, "test/local"), Clock.systemUTC(), MessagingListener.none())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> broker.publisher().ready());
      broker.consume(
          new Subscription.Single<>(
              WorkQueue.TRACKING_UTMIFY,
              10,
              RetryPolicy.of(),
              (_, _) -> "",
              (_, _) ->
                  handled.incrementAndGet() <= 3
                      ? new Settlement.Park("bug")
                      : new Settlement.Done()));
      for (int i = 0; i < 3; i++) {
        broker
            .publisher()
            .publish(
                new OutgoingMessage(
                    WorkQueue.TRACKING_UTMIFY.command(), "test:" + i, "t", Map.of(), new byte[0]));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> said("parked.tracking", "--dry-run").contains("3 seriam devolvidas"));

      assertThat(said("parked.tracking", "--limit", "2"))
          .isEqualTo("parked.tracking: 2 devolvidas a tracking.utmify\n");
      assertThat(said("--origin", "tracking.utmify"))
          .isEqualTo(
              """
              parked.messages: nada a devolver
              parked.payments: nada a devolver
              parked.tracking: 1 devolvidas a tracking.utmify
              """);
      await().atMost(Duration.ofSeconds(30)).until(() -> handled.get() == 6);
    }
  }

  @Test
  void a_queue_that_is_none_and_a_missing_address_are_refused() {
    assertThat(ElysiaCli.run(Map.of("RABBITMQ_URL", url), "redrive", "parked.mensagens"))
        .isEqualTo(1);
    assertThat(ElysiaCli.run(Map.of("RABBITMQ_URL", url), "redrive", "--origin", "start"))
        .isEqualTo(1);
    assertThat(ElysiaCli.run(Map.of(), "redrive")).isEqualTo(1);
  }

  private String said(String... arguments) {
    out.reset();
    var console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8));
    var command = new CommandLine(new RedriveCommand(Map.of("RABBITMQ_URL", url), console));
    assertThat(command.execute(arguments)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
