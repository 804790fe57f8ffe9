package elysia.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.ingress.Rows.TestBot;
import elysia.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long the broker may be away before people notice (L18). In real time, because Telegram's 150
/// s, its retries and our way back to the broker have to fit into each other as they are.
class LongOutageTest {
  private static final Duration OUTAGE = Duration.ofSeconds(160);
  private static final Duration LUCKY_WAIT = Duration.ofSeconds(140);

  /// What is left of a press's 150 s after 140 s.
  private static final Duration LIFE_LEFT = Duration.ofSeconds(10);

  private static final String TOKEN = "715000001:SANDBOX-token-that-opens-nothing-00";
  private static final String USERNAME = "longa_ausencia_bot";

  @Test
  void a_press_outlives_a_broker_away_for_140_s_but_not_for_160_s_and_a_start_outlives_both()
      throws Exception {
    try (var ingress = TestIngress.start(Map.of());
        var sandbox = SandboxServer.start(0)) {
      sandbox.telegram().register(TOKEN, USERNAME, "Loja");
      setWebhook(sandbox, ingress, ingress.knownBot());
      long late = start(sandbox);
      long lucky = start(sandbox);
      await().until(() -> ingress.received(_ -> true).size() == 2);
      long start = System.nanoTime();

      ingress.brokerLine().cut();
      press(sandbox, late, "too-late");
      sandbox.telegram().say(USERNAME, late, "/start during-the-outage");
      awaitElapsed(start, OUTAGE.minus(LUCKY_WAIT));
      press(sandbox, lucky, "in-time");
      awaitElapsed(start, OUTAGE);
      ingress.brokerLine().mend();

      await().atMost(LIFE_LEFT).until(() -> got(ingress, "in-time"));
      await().until(() -> got(ingress, "during-the-outage"));
      assertThat(got(ingress, "too-late")).isFalse();
      assertThat(pendingUpdates(sandbox)).isZero();
      assertThat(ingress.get("/prometheus").body())
          .contains(
              "elysia_ingress_answer_seconds_count{door=\"telegram\",outcome=\"unavailable\"}");
    }
  }

  private static long start(SandboxServer sandbox) {
    long person = sandbox.telegram().join("Ana").id();
    sandbox.telegram().say(USERNAME, person, "/start");
    return person;
  }

  private static void press(SandboxServer sandbox, long person, String data) {
    var message = sandbox.telegram().chat(USERNAME, person).messages().getFirst();
    sandbox.telegram().press(USERNAME, person, message.path("message_id").asLong(), data);
  }

  private static void awaitElapsed(long startNanos, Duration time) {
    await()
        .atMost(time.plusSeconds(1))
        .until(() -> System.nanoTime() - startNanos >= time.toNanos());
  }

  private static boolean got(TestIngress ingress, String words) {
    return ingress.received(_ -> true).stream()
        .anyMatch(message -> new String(message.body(), StandardCharsets.UTF_8).contains(words));
  }

  private static void setWebhook(SandboxServer sandbox, TestIngress ingress, TestBot bot)
      throws IOException, InterruptedException {
    var body =
        "{\"url\":\"%s\",\"secret_token\":\"%s\"}".formatted(ingress.uri(bot.path()), bot.secret());
    assertThat(call(sandbox, "setWebhook", body)).contains("\"ok\":true");
  }

  private static int pendingUpdates(SandboxServer sandbox)
      throws IOException, InterruptedException {
    var answer = call(sandbox, "getWebhookInfo", "{}");
    return Integer.parseInt(answer.replaceFirst(".*\"pending_update_count\":(\\d+).*", "$1"));
  }

  private static String call(SandboxServer sandbox, String method, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.telegramUrl() + "/bot" + TOKEN + "/" + method))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
