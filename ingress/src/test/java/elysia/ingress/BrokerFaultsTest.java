package elysia.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import elysia.db.inbox.Inbox;
import elysia.ingress.Rows.TestBot;
import elysia.localstack.RabbitNode;
import elysia.localstack.TestStack;
import elysia.model.wire.Route;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The broker's bad days at the front door (L16, L17): 503 in time and with `Retry-After`, nothing
/// lost that was acknowledged, and what came twice has its effect once.
class BrokerFaultsTest {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int SENDERS = 16;

  private final AtomicInteger updateIds = new AtomicInteger();

  /// Each answer that was not 202.
  private final Queue<HttpResponse<String>> refusals = new ConcurrentLinkedQueue<>();

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /// How many answers took too long.
  private final AtomicInteger late = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "set_vm_memory_high_watermark 0.00001, set_vm_memory_high_watermark absolute 2GB",
    "set_disk_free_limit 999999999999999, set_disk_free_limit 500MB"
  })
  void an_alarm_under_load_is_503_in_time_and_after_it_nothing_is_lost_or_doubled(
      String raise, String clear) throws Exception {
    var node = TestStack.rabbit().node();
    try (var ingress = TestIngress.start(node.broker().newVhost(), Map.of())) {
      var bot = ingress.knownBot();
      try (var _ = new Load(ingress, bot)) {
        await().until(() -> ingress.received(_ -> true).size() > SENDERS);

        ctl(node, raise);
        try {
          await().until(() -> refusals.size() > 2 * SENDERS);
          assertThat(ingress.get("/readyz").statusCode()).isEqualTo(503);
          assertThat(ingress.get("/readyz").body()).contains("rabbitmq", "low on");
        } finally {
          ctl(node, clear);
        }

        await().atMost(RECOVERY_LIMIT).until(() -> ingress.get("/readyz").statusCode() == 200);
      }

      assertThat(refusals).allSatisfy(BrokerFaultsTest::asksToComeAgain);
      assertThat(late).hasValue(0);
      await().until(() -> arrived(ingress).containsAll(acknowledged));
      assertThat(effects(ingress)).isEqualTo(arrived(ingress).size());
    }
  }

  @Test
  void a_removed_binding_is_503_until_it_is_made_again() throws Exception {
    var vhost = TestStack.rabbit().newVhost();
    var factory = new ConnectionFactory();
    factory.setUri(vhost.amqpUrl());
    try (var ingress = TestIngress.start(vhost, Map.of());
        var operator = factory.newConnection("operator");
        var channel = operator.createChannel()) {
      var bot = ingress.knownBot();

      channel.queueUnbind("messages.start", Route.INPUT_EXCHANGE, "tg.start");

      asksToComeAgain(post(ingress, bot, 1));
      await().atMost(RECOVERY_LIMIT).until(() -> post(ingress, bot, 1).statusCode() == 202);
      await().until(() -> arrived(ingress).size() == 1);
    }
  }

  /// As Telegram: updates one after the other, each again until it is acknowledged, but with
  /// shorter waits.
  private final class Load implements AutoCloseable {
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ended;

    Load(TestIngress ingress, TestBot bot) {
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(() -> send(ingress, bot));
      }
    }

    private void send(TestIngress ingress, TestBot bot) {
      int update = updateIds.incrementAndGet();
      while (!ended) {
        long start = System.nanoTime();
        var answer = post(ingress, bot, update);
        if (System.nanoTime() - start > ANSWER_LIMIT.toNanos()) {
          late.incrementAndGet();
        }
        if (answer.statusCode() == 202) {
          acknowledged.add("tg:" + bot.id() + ":" + update);
          update = updateIds.incrementAndGet();
        } else {
          refusals.add(answer);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    @Override
    public void close() {
      ended = true;
      senders.close();
    }
  }

  private static HttpResponse<String> post(TestIngress ingress, TestBot bot, int update) {
    var body =
        """
        {"update_id":%d,"message":{"message_id":1,"date":1795000000,"text":"/start",
          "from":{"id":900000001,"is_bot":false,"first_name":"Ana"},
          "chat":{"id":900000001,"type":"private"}}}"""
            .formatted(update);
    return ingress.post(
        bot.path(),
        body.getBytes(StandardCharsets.UTF_8),
        "X-Telegram-Bot-Api-Secret-Token",
        bot.secret());
  }

  private static void asksToComeAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  private static Set<String> arrived(TestIngress ingress) {
    return ingress.received(_ -> true).stream()
        .map(message -> message.context().messageId())
        .collect(Collectors.toSet());
  }

  /// What a worker makes of all that came.
  private static long effects(TestIngress ingress) {
    var inbox = ingress.bean(Inbox.class);
    return ingress.received(_ -> true).stream()
        .filter(message -> inbox.first("test", message.context().messageId()))
        .count();
  }

  private static void ctl(RabbitNode node, String words) throws Exception {
    node.ctl(words.split(" ", -1));
  }
}
