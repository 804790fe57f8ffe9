package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.WebhookReceiver.Received;
import elysia.sandbox.WebhookReceiver.Response;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRetryTest {
  private static final int TIME_SCALE = 100;

  private SandboxServer sandbox;
  private WebhookReceiver receiver;
  private TelegramCaller bot;
  private long buyer;

  @BeforeEach
  void start() throws IOException {
    var settings =
        SandboxSettings.defaults().withTelegramLimits(Limits.OFF).withTimeScale(TIME_SCALE);
    sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    receiver = new WebhookReceiver();
    bot = TelegramCaller.newBot(sandbox);
    buyer = sandbox.telegram().join("Ana").id();
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private void setWebhook(String rest) {
    var reply =
        bot.call(
            "setWebhook", "{\"url\":\"" + receiver.url("/tg/loja/webhook") + "\"" + rest + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private void say(String text) {
    sandbox.telegram().say(bot.username(), buyer, text);
  }

  private List<String> texts() {
    return receiver.received().stream().map(w -> w.json().at("/message/text").asText()).toList();
  }

  @Test
  void a_failed_update_comes_again_with_its_id_and_holds_its_chat() {
    var answers = new AtomicInteger();
    receiver.behave(_ -> Response.of(answers.incrementAndGet() <= 3 ? 500 : 202));
    setWebhook("");

    say("primeira");
    say("segunda");

    await().until(() -> receiver.received().size() == 5);
    assertThat(texts()).containsExactly("primeira", "primeira", "primeira", "primeira", "segunda");
    assertThat(receiver.received().subList(0, 4))
        .extracting(w -> w.json().path("update_id").asLong())
        .containsOnly(receiver.received().getFirst().json().path("update_id").asLong());
    var info = bot.call("getWebhookInfo", "{}").json().path("result");
    assertThat(info.path("last_error_message").asText())
        .isEqualTo("Wrong response from the webhook: 500");
    assertThat(info.path("pending_update_count").asInt()).isZero();
  }

  @Test
  void the_waits_between_tries_grow_from_nothing_to_minutes() {
    assertThat(
            IntStream.rangeClosed(1, 6)
                .mapToObj(n -> RetryDelay.after(n, Optional.empty()).toSeconds()))
        .containsExactly(0L, 2L, 4L, 8L, 16L, 32L);
    assertThat(RetryDelay.after(7, Optional.empty()).toSeconds()).isBetween(60L, 120L);
  }

  @Test
  void retry_after_takes_the_place_of_one_wait() {
    var answers = new AtomicInteger();
    receiver.behave(
        _ ->
            answers.incrementAndGet() == 1
                ? new Response(503, Map.of("Retry-After", "20"))
                : Response.of(202));
    setWebhook("");

    say("oi");

    await().until(() -> tries().size() == 2);
    var waited = Duration.between(tries().get(0).at(), tries().get(1).at());
    assertThat(waited.toMillis()).isBetween(200L, 2_000L); // 20 s at a hundredth
  }

  private List<Call> tries() {
    return sandbox.calls().matching(call -> call.direction() == Call.Direction.OUT);
  }

  @Test
  void a_press_is_given_up_after_150_seconds_and_a_late_answer_refused() {
    receiver.behave(webhook -> Response.of(isPress(webhook) ? 500 : 200));
    say("/start");
    long message = menu();
    setWebhook("");

    var press = sandbox.telegram().press(bot.username(), buyer, message, "pix:1");

    await()
        .until(
            () ->
                bot.call("getWebhookInfo", "{}").json().at("/result/pending_update_count").asInt()
                    == 0);
    assertThat(receiver.received().stream().filter(WebhookRetryTest::isPress)).hasSizeBetween(5, 8);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        bot.call("answerCallbackQuery", "{\"callback_query_id\":\"" + press + "\"}")
                            .text())
                    .contains("query is too old"));
  }

  @Test
  void a_webhook_that_nobody_answers_is_tried_again() {
    var reply = bot.call("setWebhook", "{\"url\":\"http://127.0.0.1:1/nobody\"}");
    assertThat(reply.status()).isEqualTo(200);

    say("oi");

    await()
        .until(
            () ->
                sandbox
                        .calls()
                        .matching(c -> c.service() == Service.TELEGRAM && c.status() == 0)
                        .size()
                    >= 3);
  }

  @Test
  void another_address_is_tried_at_once() {
    bot.call("setWebhook", "{\"url\":\"" + receiver.url("/old") + "\"}");
    receiver.behave(
        webhook ->
            webhook.path().equals("/old")
                ? new Response(503, Map.of("Retry-After", "3600"))
                : Response.of(202));
    say("oi");
    await().until(() -> !receiver.received().isEmpty());

    setWebhook("");

    await().atMost(Duration.ofSeconds(5)).until(() -> receiver.received().size() == 2);
    assertThat(texts()).containsExactly("oi", "oi");
  }

  @Test
  void no_more_connections_are_open_than_the_webhook_allows() {
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    receiver.behave(
        _ -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS); // an answer takes its time
          open.decrementAndGet();
          return Response.of(202);
        });
    setWebhook(",\"max_connections\":2");

    for (int i = 0; i < 20; i++) {
      sandbox.telegram().say(bot.username(), sandbox.telegram().join("Bia").id(), "oi");
    }

    await().until(() -> receiver.received().size() == 20);
    assertThat(most).hasValue(2);
  }

  @Test
  void one_connection_is_left_while_nothing_gets_through() throws InterruptedException {
    var clock = new SettableClock();
    var connections = new Connections(40, 1, clock);
    connections.acquire();
    connections.release(false);
    clock.advance(Duration.ofSeconds(11));

    connections.acquire();
    var second =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    connections.acquire();
                  } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                  }
                });

    await().until(() -> second.getState() == Thread.State.WAITING);
    connections.release(true);
    assertThat(second.join(Duration.ofSeconds(5))).isTrue();
  }

  private static boolean isPress(Received webhook) {
    return webhook.json().has("callback_query");
  }

  private long menu() {
    return bot.call(
            "sendMessage",
            "{\"chat_id\":"
                + buyer
                + ",\"text\":\"menu\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"PIX\",\"callback_data\":\"pix:1\"}]]}}")
        .json()
        .at("/result/message_id")
        .asLong();
  }
}
