package elysia.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.WebhookReceiver.Response;
import elysia.sandbox.common.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhoneTest {
  private static final String TOKEN = "730000001:phone-test-token-of-thirty-five-let";
  private static final String ADMIN_TOKEN = "admin-token-that-stays-here";

  private WebhookReceiver elysia;
  private SandboxServer sandbox;

  @BeforeEach
  void start() throws IOException {
    elysia = new WebhookReceiver();
    var address = elysia.url("").toString();
    var settings =
        SandboxSettings.fromEnvironment(
            Map.of(
                "INGRESS_URL", address,
                "PANEL_URL", address,
                "ADMIN_API_TOKEN", ADMIN_TOKEN));
    sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    sandbox.close();
    elysia.close();
  }

  private Reply get(String path) {
    return HttpCaller.get(sandbox.baseUrl().resolve(path));
  }

  private JsonNode post(String path, String body) {
    var reply = HttpCaller.postJson(sandbox.baseUrl().resolve(path), body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  private Reply bot(String method, String body) {
    var url = URI.create(sandbox.telegramUrl() + "/bot" + TOKEN + "/" + method);
    return HttpCaller.postJson(url, body);
  }

  @Test
  void a_buyer_starts_a_bot_reads_its_answer_and_presses_a_button() {
    bot("setWebhook", "{\"url\":\"" + elysia.url("/tg/x/webhook") + "\"}");
    var name = get("/api/phone/bots").json().at("/items/0/username").asText();
    assertThat(name).isEqualTo("demo_730000001_bot");
    long ana = post("/api/phone/people", "{\"firstName\":\"Ana\"}").path("id").asLong();
    var chat = "/api/phone/chats/" + name + "/" + ana;
    assertThat(get(chat).json().path("messages")).isEmpty();

    post(chat + "/messages", "{\"text\":\"/start t_abc\"}");
    bot(
        "sendMessage",
        "{\"chat_id\":%d,\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"PIX\",\"callback_data\":\"pix:1\"}]]}}"
            .formatted(ana));
    var messages = get(chat).json().path("messages");
    assertThat(messages).hasSize(2);
    var id = messages.get(1).path("message_id").asLong();
    var press = post(chat + "/press", "{\"messageId\":%d,\"data\":\"pix:1\"}".formatted(id));

    await().until(() -> elysia.received().size() == 2);
    assertThat(elysia.received())
        .extracting(webhook -> webhook.json().at("/callback_query/id").asText())
        .contains(press.path("callbackId").asText());
    var version = get(chat).json().path("version").asLong();
    assertThat(get(chat + "?version=" + version).json().has("messages")).isFalse();
  }

  @Test
  void the_same_person_comes_back_and_blocks() {
    bot("getMe", "{}");
    post("/api/phone/people", "{\"firstName\":\"Ana\",\"id\":900000777}");
    var chat = "/api/phone/chats/demo_730000001_bot/900000777";
    post(chat + "/messages", "{\"text\":\"oi\"}");

    post(chat + "/block", "{}");

    assertThat(get(chat).json().path("blocked").asBoolean()).isTrue();
    assertThat(bot("sendMessage", "{\"chat_id\":900000777,\"text\":\"oi\"}").status())
        .isEqualTo(403);
  }

  @Test
  void what_is_not_there_is_404_and_what_is_wrong_400() {
    assertThat(get("/api/phone/chats/nobody_bot/1").status()).isEqualTo(404);
    var nameless =
        HttpCaller.postJson(sandbox.baseUrl().resolve("/api/phone/people"), "{\"firstName\":\"\"}");
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.json().path("error").asText()).contains("first name");
  }

  @Test
  void an_ad_click_looks_like_a_browser_and_leads_to_the_bot() {
    elysia.behave(
        _ -> new Response(302, Map.of("Location", "https://t.me/demo_vip_bot?start=t_Ab-1_")));

    var landing = post("/api/ad/click", "{\"link\":\"demo\"}");

    assertThat(landing.path("bot").asText()).isEqualTo("demo_vip_bot");
    assertThat(landing.path("payload").asText()).isEqualTo("t_Ab-1_");
    var click = elysia.received().getFirst();
    assertThat(click.header("User-agent")).startsWith("Mozilla/5.0 (iPhone");
    assertThat(click.header("X-forwarded-for")).isEqualTo("203.0.113.7");
    assertThat(click.header("Cookie"))
        .matches("_fbp=fb\\.1\\.\\d{13}\\.\\d{10}; _fbc=fb\\.1\\.\\d{13}\\.IwAR[A-Za-z0-9_-]{48}");
  }

  @Test
  void an_ad_click_that_leads_nowhere_says_why() {
    elysia.behave(_ -> Response.of(404));
    assertThat(post("/api/ad/click", "{\"link\":\"demo\"}").path("problem").asText())
        .contains("404");

    elysia.close();
    assertThat(post("/api/ad/click", "{\"link\":\"demo\"}").path("problem").asText())
        .contains("não respondeu");
  }

  @Test
  void the_trail_is_read_with_a_token_that_the_browser_never_sees() {
    elysia.behave(
        _ -> new Response(200, Map.of(), "{\"items\":[{\"kind\":\"x\"}],\"next\":\"7\"}"));

    var page = get("/api/trail?after=a%20b");

    assertThat(page.json().path("next").asText()).isEqualTo("7");
    assertThat(page.json().path("items")).hasSize(1);
    assertThat(page.text()).doesNotContain(ADMIN_TOKEN);
    assertThat(elysia.received().getFirst().header("Authorization"))
        .isEqualTo("Bearer " + ADMIN_TOKEN);
    assertThat(elysia.received().getFirst().query()).isEqualTo("after=a+b");
  }

  @Test
  void the_trail_says_when_the_panel_is_away() {
    elysia.close();

    assertThat(get("/api/trail").json().path("away").asText()).isEqualTo("o painel não respondeu");
  }

  @Test
  void the_page_allows_no_other_host() {
    var page = get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("<title>Elysia").doesNotContain("https://");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(get("/phone/main.js").header("Content-Type")).startsWith("text/javascript");
    assertThat(get("/phone/base.css").header("Content-Type")).startsWith("text/css");
    assertThat(get("/phone/phone.html").status()).isEqualTo(404);
    assertThat(get("/phone/nothing.js").status()).isEqualTo(404);
  }

  @Test
  void a_qr_code_is_drawn_as_svg() {
    var drawing = get("/api/qr?code=00020126");

    assertThat(drawing.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(drawing.text()).startsWith("<svg").endsWith("</svg>");
    assertThat(get("/api/qr?code=").status()).isEqualTo(400);
  }
}
