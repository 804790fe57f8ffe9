package elysia.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.ingress.Rows.TestBot;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What still works while PostgreSQL or RabbitMQ is away, and that all works again afterwards.
class OutageTest {
  private static final AtomicLong UPDATE_IDS = new AtomicLong();

  @Test
  void without_the_database_everything_but_the_metrics_goes_on() {
    try (var ingress = TestIngress.start(Map.of())) {
      var bot = ingress.knownBot();
      var account = ingress.knownAccount("pushinpay");
      var link = ingress.knownLink(bot);

      ingress.databaseLine().cut();

      for (int i = 0;
          i < 5;
          i++) { // first the pool's broken connections, then no connection at all
        var metrics = metrics(ingress);
        assertThat(metrics.statusCode()).isEqualTo(503);
        assertThat(metrics.body()).contains("O banco de dados não responde");
      }
      ingress.announce(); // a refresh that fails
      assertThat(update(ingress, bot).statusCode()).isEqualTo(202);
      assertThat(ingress.post(account.path(), new byte[] {1}).statusCode()).isEqualTo(200);
      assertThat(location(ingress.get("/go/" + link))).contains("?start=t_");
      assertThat(ingress.get("/readyz").statusCode()).isEqualTo(200);

      ingress.databaseLine().mend();

      await().until(() -> metrics(ingress).statusCode() == 200);
      assertThat(update(ingress, ingress.knownBot()).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void a_database_that_says_nothing_does_not_hold_a_webhook_or_the_readiness() {
    try (var ingress = TestIngress.start(Map.of())) {
      var bot = ingress.knownBot();

      ingress.databaseLine().silence();
      ingress.announce(); // a refresh that hangs

      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(update(ingress, bot).statusCode()).isEqualTo(202);
        assertThat(ingress.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      }
      ingress.databaseLine().mend();
    }
  }

  @Test
  void without_a_snapshot_it_is_not_ready_and_asks_to_come_again() {
    try (var ingress = TestIngress.startWithoutDatabase()) {
      var bot = ingress.rows().bot();

      assertThat(ingress.get("/readyz").statusCode()).isEqualTo(503);
      assertThat(ingress.get("/readyz").body()).contains("ainda não foi carregada");
      assertThat(ingress.get("/healthz").statusCode()).isEqualTo(200);
      assertUnavailable(update(ingress, bot));
      assertUnavailable(ingress.post("/api/payments/webhook/pushinpay/x", new byte[] {1}));
      assertThat(ingress.get("/go/x").statusCode()).isEqualTo(503);

      ingress.databaseLine().mend();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ingress.get("/readyz").statusCode() == 200);
      assertThat(update(ingress, bot).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void without_the_broker_webhooks_are_503_and_a_click_goes_on_without_a_session() {
    try (var ingress = TestIngress.start(Map.of())) {
      var bot = ingress.knownBot();
      var account = ingress.knownAccount("pushinpay");
      var link = ingress.knownLink(bot);

      ingress.brokerLine().cut();

      assertUnavailable(update(ingress, bot));
      assertUnavailable(ingress.post(account.path(), new byte[] {1}));
      assertThat(location(ingress.get("/go/" + link)))
          .isEqualTo("https://t.me/" + bot.slug() + "_bot");
      assertThat(ingress.get("/prometheus").body())
          .contains(
              "elysia_ingress_answer_seconds_count{door=\"click\",outcome=\"without_session\"} 1");
      await().until(() -> ingress.get("/readyz").statusCode() == 503);
      assertThat(ingress.get("/api/payments/webhook/pushinpay/x").statusCode()).isEqualTo(200);

      ingress.brokerLine().mend();

      await().atMost(Duration.ofSeconds(40)).until(() -> update(ingress, bot).statusCode() == 202);
      assertThat(location(ingress.get("/go/" + link))).contains("?start=t_");
    }
  }

  @Test
  void a_broker_that_says_nothing_costs_a_webhook_three_seconds_and_a_click_one() {
    try (var ingress = TestIngress.start(Map.of())) {
      var bot = ingress.knownBot();
      var link = ingress.knownLink(bot);

      ingress.brokerLine().silence();

      long clicked = System.nanoTime();
      assertThat(location(ingress.get("/go/" + link))).doesNotContain("start");
      assertThat(Duration.ofNanos(System.nanoTime() - clicked)).isLessThan(Duration.ofSeconds(1));
      long updated = System.nanoTime();
      assertUnavailable(update(ingress, bot));
      assertThat(Duration.ofNanos(System.nanoTime() - updated)).isLessThan(Duration.ofSeconds(3));
      ingress.brokerLine().mend();
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  private static HttpResponse<String> update(TestIngress ingress, TestBot bot) {
    var body = "{\"update_id\":" + UPDATE_IDS.incrementAndGet() + "}";
    return ingress.post(
        bot.path(),
        body.getBytes(StandardCharsets.UTF_8),
        "X-Telegram-Bot-Api-Secret-Token",
        bot.secret());
  }

  private static HttpResponse<String> metrics(TestIngress ingress) {
    return ingress.get("/api/metrics", "Authorization", "Bearer " + TestIngress.ADMIN_TOKEN);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(302);
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
