package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.SandboxServer;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.WebhookReceiver.Received;
import elysia.sandbox.WebhookReceiver.Response;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateDeliveryTest {
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
  void a_start_arrives_with_its_secret_and_its_command() {
    setWebhook(",\"secret_token\":\"s3cret_A-1\"");

    say("/start tk_abc");

    await().until(() -> !receiver.received().isEmpty());
    var webhook = receiver.received().getFirst();
    assertThat(webhook.header("X-telegram-bot-api-secret-token")).isEqualTo("s3cret_A-1");
    assertThat(webhook.header("Content-type")).isEqualTo("application/json");
    assertThat(webhook.json().path("update_id").asLong()).isGreaterThan(2_000_000);
    assertThat(webhook.json().at("/message/text").asText()).isEqualTo("/start tk_abc");
    assertThat(webhook.json().at("/message/entities/0/length").asInt()).isEqualTo(6);
    assertThat(webhook.json().at("/message/from/id").asLong()).isEqualTo(buyer);
  }

  @Test
  void updates_of_a_chat_arrive_in_order_one_at_a_time() {
    var release = new CountDownLatch(1);
    receiver.behave(
        _ -> {
          release.await();
          return Response.of(200);
        });
    setWebhook("");

    for (int i = 0; i < 50; i++) {
      say("mensagem " + i);
    }
    sandbox.telegram().say(bot.username(), sandbox.telegram().join("Bia").id(), "de outra pessoa");

    await().until(() -> texts().contains("de outra pessoa"));
    assertThat(texts()).containsExactlyInAnyOrder("mensagem 0", "de outra pessoa");
    release.countDown();
    await().until(() -> receiver.received().size() == 51);
    assertThat(texts())
        .containsSubsequence(IntStream.range(0, 50).mapToObj(i -> "mensagem " + i).toList());
    assertThat(receiver.received())
        .extracting(w -> w.json().path("update_id").asLong())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_press_does_not_wait_behind_a_message() throws InterruptedException {
    var release = new CountDownLatch(1);
    receiver.behave(
        webhook -> {
          if (webhook.json().has("message")) {
            release.await();
          }
          return Response.of(200);
        });
    say("/start");
    long message = menu();
    setWebhook("");

    sandbox.telegram().press(bot.username(), buyer, message, "pix:1");

    await().until(() -> receiver.received().stream().anyMatch(UpdateDeliveryTest::isPress));
    release.countDown();
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

  @Test
  void an_answer_to_a_press_shows_on_the_phone() {
    say("/start");
    long message = menu();
    setWebhook("");
    var press = sandbox.telegram().press(bot.username(), buyer, message, "pix:1");

    var reply =
        bot.call(
            "answerCallbackQuery",
            "{\"callback_query_id\":\"" + press + "\",\"text\":\"Gerando PIX\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(sandbox.telegram().chat(bot.username(), buyer).toasts())
        .singleElement()
        .extracting(ChatView.Toast::text)
        .isEqualTo("Gerando PIX");
  }

  @Test
  void only_wanted_kinds_are_sent() {
    setWebhook(",\"allowed_updates\":[\"my_chat_member\"]");

    say("/start");
    sandbox.telegram().block(bot.username(), buyer);

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .extracting(w -> w.json().at("/my_chat_member/new_chat_member/status").asText())
        .isEqualTo("kicked");
  }

  @Test
  void updates_wait_for_their_webhook_unless_they_are_dropped() {
    say("antes");
    setWebhook(",\"drop_pending_updates\":true");
    say("depois");
    await().until(() -> receiver.received().size() == 1);
    assertThat(texts()).containsExactly("depois");

    bot.call("deleteWebhook", "{}");
    say("enquanto isso");
    assertThat(bot.call("getWebhookInfo", "{}").json().at("/result/pending_update_count").asInt())
        .isEqualTo(1);
    setWebhook("");

    await().until(() -> receiver.received().size() == 2);
    assertThat(texts()).containsExactly("depois", "enquanto isso");
  }
}
