package elysia.sandbox.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Effect.When;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallFaultsTest {
  private static Shop shop;

  private long buyer;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void join() {
    buyer = shop.bot().buyer();
  }

  @AfterEach
  void clear() {
    shop.sandbox().faults().clear();
  }

  private static void breaks(Effect effect) {
    shop.sandbox().faults().add(Fault.of(Service.TELEGRAM, effect));
  }

  private Reply send() {
    return shop.bot().call("sendMessage", "{\"chat_id\":" + buyer + ",\"text\":\"oi\"}");
  }

  private List<?> arrived() {
    return shop.sandbox().telegram().chat(shop.bot().username(), buyer).fromBot();
  }

  @Test
  void an_error_strikes_as_often_as_told_and_nothing_arrives() {
    shop.sandbox().faults().add(Fault.of(Service.TELEGRAM, Effect.status(500)).times(2));

    assertThat(send().status()).isEqualTo(500);
    assertThat(send().json().path("error_code").asInt()).isEqualTo(500);
    assertThat(arrived()).isEmpty();
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void an_error_after_acting_hides_that_the_message_arrived() {
    breaks(Effect.status(502).after());

    assertThat(send().status()).isEqualTo(502);

    assertThat(arrived()).hasSize(1);
  }

  @Test
  void a_429_comes_with_and_without_its_wait_and_as_the_text_of_a_400() {
    breaks(Effect.status(429).retryAfter(7));
    breaks(Effect.status(429));
    breaks(Effect.status(400).text("Bad Request: Too Many Requests: retry after 9"));

    var told = send().json();
    var untold = send().json();
    var inText = send();

    assertThat(told.at("/parameters/retry_after").asInt()).isEqualTo(7);
    assertThat(told.path("description").asText()).endsWith("retry after 7");
    assertThat(untold.path("error_code").asInt()).isEqualTo(429);
    assertThat(untold.has("parameters")).isFalse();
    assertThat(inText.status()).isEqualTo(400);
    assertThat(inText.json().path("description").asText()).endsWith("retry after 9");
  }

  @Test
  void a_blocked_and_a_revoked_bot_are_told_in_telegrams_words() {
    breaks(Effect.status(403));
    breaks(Effect.status(401));

    assertThat(send().text()).contains("Forbidden: bot was blocked by the user");
    assertThat(send().text()).contains("\"description\":\"Unauthorized\"");
  }

  @Test
  void a_proxys_page_is_no_json() {
    breaks(Effect.html().after());

    var reply = send();

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.text()).startsWith("<html>");
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void a_connection_is_cut_before_or_after_acting() {
    breaks(Effect.noAnswer(Duration.ZERO));
    assertThatThrownBy(this::send).isInstanceOf(UncheckedIOException.class);
    assertThat(arrived()).isEmpty();

    breaks(Effect.noAnswer(Duration.ofMillis(50)).after());
    assertThatThrownBy(this::send).isInstanceOf(UncheckedIOException.class);
    assertThat(arrived()).hasSize(1);

    assertThat(shop.sandbox().calls().to(Service.TELEGRAM))
        .filteredOn(call -> call.verdict().equals("falha simulada: sem resposta"))
        .extracting(Call::status)
        .contains(0);
  }

  @Test
  void an_answer_comes_late() {
    breaks(new Effect.Latency(120, 200, When.AFTER));

    assertThat(send().status()).isEqualTo(200);

    var took =
        shop.sandbox().calls().to(Service.TELEGRAM).stream()
            .filter(call -> call.requestText().contains(String.valueOf(buyer)))
            .findFirst()
            .orElseThrow()
            .took();
    assertThat(took).isBetween(Duration.ofMillis(120), Duration.ofSeconds(5));
  }

  @Test
  void half_an_album_arrives_and_the_answer_does_not_say_so() {
    breaks(new Effect.PartialAlbum(2, 30));
    var photo = "{\"type\":\"photo\",\"media\":\"https://m.example/a.jpg\"}";
    var album = "[" + photo + "," + photo + "," + photo + "]";

    var reply =
        shop.bot().call("sendMediaGroup", "{\"chat_id\":" + buyer + ",\"media\":" + album + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("description").asText())
        .isEqualTo(
            "Bad Request: Failed to send message #3 with the error message"
                + " \"Too Many Requests: retry after 30\"");
    assertThat(reply.json().has("parameters")).isFalse();
    assertThat(arrived()).hasSize(2);
  }

  @Test
  void a_fault_strikes_only_the_method_the_chat_and_the_bot_it_is_for() {
    var other = TelegramCaller.newBot(shop.sandbox());
    long buyerOfOther = other.buyer();
    var never = Fault.of(Service.TELEGRAM, Effect.status(500));
    var faults = shop.sandbox().faults();
    faults.add(never.method("sendPhoto"));
    faults.add(never.about(buyer + 1_000_000));
    faults.add(never.about(buyer / 10)); // a part of an id is no word
    faults.add(never.about(other.token().split(":", 2)[0]));
    faults.add(Fault.of(Service.META, Effect.status(500)));

    assertThat(send().status()).isEqualTo(200);
    assertThat(
            other
                .call("sendMessage", "{\"chat_id\":" + buyerOfOther + ",\"text\":\"oi\"}")
                .status())
        .isEqualTo(500);
    faults.add(never.method("sendMessage").about(buyer));
    assertThat(send().status()).isEqualTo(500);
  }

  @Test
  void a_fault_strikes_only_the_gateway_account_it_is_for() {
    shop.sandbox()
        .faults()
        .add(Fault.of(Service.PUSHINPAY, Effect.status(503)).times(2).about("4711"));

    assertThat(List.of(charge("47110"), charge("4711"), charge("11"), charge("4711")))
        .containsExactly(200, 503, 200, 503);
  }

  private static int charge(String account) {
    var headers =
        Map.of(
            "Accept",
            "application/json",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + account + "|abcdefghijklmnopqrstuvwxyz");
    var url = URI.create(shop.sandbox().pushinPayUrl() + "/pix/cashIn");
    return HttpCaller.send("POST", url, headers, "{\"value\":1990}".getBytes(UTF_8)).status();
  }

  @Test
  void each_service_words_its_errors_itself() {
    for (var service : List.of(Service.META, Service.UTMIFY, Service.PUSHINPAY)) {
      shop.sandbox().faults().add(Fault.of(service, Effect.status(429).retryAfter(5)));
    }
    var base = shop.sandbox().baseUrl();

    var meta = HttpCaller.postJson(base.resolve("/meta/v25.0/1234567/events"), "{}");
    var utmify = HttpCaller.postJson(shop.sandbox().utmifyUrl(), "{}");
    var gateway = HttpCaller.postJson(URI.create(base + "/pushinpay/api/pix/cashIn"), "{}");

    assertThat(meta.json().at("/error/code").asInt()).isEqualTo(4);
    assertThat(meta.json().at("/error/is_transient").asBoolean()).isTrue();
    assertThat(List.of(meta, utmify, gateway))
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).isEqualTo(429);
              assertThat(reply.header("Retry-After")).isEqualTo("5");
            });
  }
}
