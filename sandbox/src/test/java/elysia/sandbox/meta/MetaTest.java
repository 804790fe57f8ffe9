package elysia.sandbox.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetaTest {
  private static final String TOKEN = "EAAsandboxsandboxsandbox0123";
  private static final String HASH =
      "885036a0da3dff3c3e05bc79bf49382b12bc5098514ed57ce0875aba1aa2c40d";
  private static final AtomicLong PIXELS = new AtomicLong(1_000_000);
  private static final SettableClock CLOCK = new SettableClock();
  private static SandboxServer sandbox;

  private final String pixel = Long.toString(PIXELS.incrementAndGet());

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start(0, SandboxSettings.defaults(), CLOCK);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static ObjectNode purchase() {
    var event =
        Json.object()
            .put("event_name", "Purchase")
            .put("event_time", CLOCK.instant().getEpochSecond() - 60)
            .put("event_id", "pu_order-123")
            .put("action_source", "website")
            .put("event_source_url", "https://lp.example.com/p/abc");
    var user = event.putObject("user_data");
    user.putArray("external_id").add(HASH);
    user.putArray("country").add(HASH);
    user.put("client_ip_address", "2001:db8::1")
        .put("client_user_agent", "Mozilla/5.0")
        .put("fbc", "fb.1.1762900000000.IwAR-example_fbclid")
        .put("fbp", "fb.1.1762900000000.1116446470");
    event.putObject("custom_data").put("value", 29.9).put("currency", "BRL");
    return event;
  }

  private Reply send(ObjectNode... events) {
    var body = Json.object().put("access_token", TOKEN);
    var data = body.putArray("data");
    Stream.of(events).forEach(data::add);
    return post(body);
  }

  private Reply post(ObjectNode body) {
    var url = URI.create(sandbox.metaUrl() + "/v25.0/" + pixel + "/events");
    return HttpCaller.postJson(url, new String(Json.bytes(body), StandardCharsets.UTF_8));
  }

  @Test
  void a_correct_batch_is_taken() {
    var lead = purchase().put("event_name", "Lead").put("action_source", "chat");
    lead.remove("custom_data");
    lead.remove("event_source_url");

    var reply = send(purchase(), lead);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("events_received").asInt()).isEqualTo(2);
    assertThat(reply.json().path("messages")).isEmpty();
    assertThat(reply.json().path("fbtrace_id").asText()).isNotEmpty();
    assertThat(sandbox.metaEvents().ofPixel(pixel))
        .extracting(Events.Received::name)
        .containsExactly("Purchase", "Lead");
  }

  static Stream<Arguments> wrongEvents() {
    return Stream.of(
        wrong("no name", 0, e -> e.remove("event_name")),
        wrong("milliseconds", 0, e -> e.put("event_time", CLOCK.instant().toEpochMilli())),
        wrong("future", 0, e -> e.put("event_time", CLOCK.instant().getEpochSecond() + 120)),
        wrong(
            "too old",
            2804003,
            e -> e.put("event_time", CLOCK.instant().getEpochSecond() - 604_801)),
        wrong("unknown source", 0, e -> e.put("action_source", "telegram")),
        wrong("app without its data", 0, e -> e.put("action_source", "app")),
        wrong("messaging elsewhere", 0, e -> e.put("action_source", "business_messaging")),
        wrong("no source", 0, e -> e.remove("action_source")),
        wrong("website without url", 0, e -> e.remove("event_source_url")),
        wrong("website without agent", 0, e -> user(e).remove("client_user_agent")),
        wrong("Purchase without value", 0, e -> custom(e).remove("value")),
        wrong("Purchase with a value of text", 0, e -> custom(e).put("value", "29.90")),
        wrong("Purchase without currency", 0, e -> custom(e).remove("currency")),
        wrong("no such currency", 0, e -> custom(e).put("currency", "XQQ")),
        wrong(
            "contents without quantity",
            0,
            e -> custom(e).putArray("contents").addObject().put("id", "vip")),
        wrong("hash cut short", 2804016, e -> user(e).put("em", HASH.substring(1))),
        wrong("hash of another kind", 2804016, e -> user(e).put("em", HASH.substring(32))),
        wrong("nobody", 2804050, e -> e.putObject("user_data")),
        wrong("e-mail not hashed", 2804016, e -> user(e).put("em", "a@example.com")),
        wrong("hash in capitals", 2804016, e -> user(e).put("em", HASH.toUpperCase(Locale.ROOT))),
        wrong("country not hashed", 2804016, e -> user(e).put("country", "br")),
        wrong("address hashed", 0, e -> user(e).put("client_ip_address", HASH)),
        wrong("address malformed", 0, e -> user(e).put("client_ip_address", "300.1.1.1")),
        wrong("agent hashed", 0, e -> user(e).put("client_user_agent", HASH)),
        wrong("fbc with seconds", 0, e -> user(e).put("fbc", "fb.1.1762900000.IwAR")),
        wrong("fbc without fbclid", 0, e -> user(e).put("fbc", "fb.1.1762900000000.")),
        wrong("fbc hashed", 0, e -> user(e).put("fbc", HASH)),
        wrong("fbc that is a bare fbclid", 0, e -> user(e).put("fbc", "IwAR-example")),
        wrong("fbp malformed", 0, e -> user(e).put("fbp", "fb.1.abc.1")),
        wrong("unknown key", 0, e -> user(e).put("email", HASH)),
        wrong("unknown parameter", 0, e -> e.put("eventId", "x")),
        wrong("no user data", 0, e -> e.remove("user_data")),
        wrong(
            "country and agent only", 2804050, e -> user(e).retain("country", "client_user_agent")),
        wrong("agent only", 2804050, e -> user(e).retain("client_user_agent")),
        wrong("empty list", 0, e -> user(e).putArray("em")));
  }

  private static Arguments wrong(String name, int subcode, Consumer<ObjectNode> change) {
    var event = purchase();
    change.accept(event);
    return Arguments.of(name, subcode, event);
  }

  private static ObjectNode user(ObjectNode event) {
    return (ObjectNode) event.path("user_data");
  }

  private static ObjectNode custom(ObjectNode event) {
    return (ObjectNode) event.path("custom_data");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongEvents")
  void one_wrong_event_refuses_its_whole_batch(String name, int subcode, ObjectNode event) {
    var reply = send(purchase(), event, purchase());

    assertThat(reply.status()).as(name).isEqualTo(400);
    assertThat(reply.json().at("/error/code").asInt()).isEqualTo(100);
    assertThat(reply.json().at("/error/error_subcode").asInt()).isEqualTo(subcode);
    assertThat(reply.json().at("/error/is_transient").asBoolean()).isFalse();
    assertThat(sandbox.metaEvents().ofPixel(pixel)).isEmpty();
  }

  @Test
  void an_event_of_exactly_seven_days_is_still_taken() {
    var event = purchase().put("event_time", CLOCK.instant().getEpochSecond() - 604_800);

    assertThat(send(event).status()).isEqualTo(200);
  }

  @Test
  void a_test_code_marks_the_events_and_is_text() {
    var body = Json.object().put("access_token", TOKEN).put("test_event_code", "TEST123");
    body.putArray("data").add(purchase());

    assertThat(post(body).status()).isEqualTo(200);
    assertThat(sandbox.metaEvents().ofPixel(pixel))
        .extracting(Events.Received::test)
        .containsExactly(true);
    assertThat(post(body.put("test_event_code", "")).status()).isEqualTo(400);
  }

  @Test
  void click_ids_may_have_dashes_and_a_fifth_part() {
    var event = purchase();
    user(event)
        .put("fbc", "fb.1.1762900000000.IwAR-a_b-C.Bg4dAQIA")
        .put("fbp", "fb.2.1762900000000.11.AQ");

    var reply = send(event);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @Test
  void a_batch_holds_at_most_a_thousand_events() {
    var thousand = Stream.generate(MetaTest::purchase).limit(1_000).toArray(ObjectNode[]::new);
    var oneMore = Stream.generate(MetaTest::purchase).limit(1_001).toArray(ObjectNode[]::new);

    assertThat(send(thousand).json().path("events_received").asInt()).isEqualTo(1_000);
    assertThat(send(oneMore).status()).isEqualTo(400);
    assertThat(send().status()).isEqualTo(400);
  }

  @Test
  void a_token_is_required_and_must_be_valid() {
    sandbox.revokedTokens().revoke(Service.META, TOKEN + "revoked");

    for (var token : new String[] {"", "abc", TOKEN + "revoked"}) {
      var body = Json.object().put("access_token", token);
      body.putArray("data").add(purchase());

      assertThat(post(body).json().at("/error/code").asInt()).isEqualTo(190);
    }
  }

  @Test
  void the_token_stays_out_of_the_log() {
    send(purchase());

    assertThat(sandbox.calls().to(Service.META))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.requestText()).doesNotContain(TOKEN));
  }
}
