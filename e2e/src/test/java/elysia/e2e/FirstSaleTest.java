package elysia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.bank.Notice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first sale, played over HTTP on the deployables as processes.
class FirstSaleTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String AD =
      "utm_source=FB&utm_medium=SET_1%7C456&utm_campaign=CAMP_1%7C123&utm_content=AD_1%7C789"
          + "&utm_term=Instagram_Feed&src=abc&sck=def&fbclid=IwAR-Case_Kept-x9";

  private final Play play = Play.shared();

  @Test
  void a_sale_from_the_ad_to_the_product_is_told_to_everyone_once_with_its_click()
      throws Exception {
    long person = 930_000_001;

    var bot = play.clickAd(AD);
    var token = bot.getQuery().replace("start=", "");
    var offer = play.start(person, "/start " + token);
    var code = play.buy(person, offer);
    var charge = play.sandbox().bank().read(code).id().orElseThrow();
    play.sandbox().bank().pay(charge, Notice.times(3));

    assertThat(bot.getHost() + bot.getPath()).isEqualTo("t.me/" + Play.BOT);
    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));
    await().atMost(LIMIT).until(() -> !ours("Purchase").isEmpty() && !orders("paid").isEmpty());
    assertThat(play.messagesWith(person, "Pagamento confirmado")).isEqualTo(1);
    assertThat(play.messagesWith(person, "000201")).isEqualTo(1);
    assertThat(ours("Lead")).hasSize(1);
    assertThat(ours("InitiateCheckout")).hasSize(1);
    assertThat(ours("Purchase"))
        .singleElement()
        .satisfies(
            purchase -> {
              assertThat(purchase.at("/user_data/client_ip_address").asText())
                  .isEqualTo(Play.BROWSER_IP);
              assertThat(purchase.at("/user_data/client_user_agent").asText())
                  .isEqualTo(Play.BROWSER);
              assertThat(purchase.at("/user_data/fbp").asText())
                  .isEqualTo("fb.1.1763800000000.1116446470");
              assertThat(purchase.at("/user_data/fbc").asText())
                  .matches("fb\\.1\\.\\d{13}\\.IwAR-Case_Kept-x9");
              assertThat(purchase.at("/custom_data/value").decimalValue())
                  .isEqualByComparingTo("19.90");
              assertThat(purchase.at("/custom_data/currency").asText()).isEqualTo("BRL");
            });
    assertThat(orders("waiting_payment")).hasSize(1);
    assertThat(orders("paid"))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.at("/trackingParameters/utm_campaign").asText())
                  .isEqualTo("CAMP_1|123");
              assertThat(order.at("/trackingParameters/src").asText()).isEqualTo("abc");
              assertThat(order.at("/trackingParameters/sck").asText()).isEqualTo("def");
              assertThat(order.path("createdAt"))
                  .isEqualTo(orders("waiting_payment").getFirst().path("createdAt"));
            });
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(play.metrics().path("clicks").asInt()).isPositive();
              assertThat(play.metrics().path("pixPaid").asInt()).isPositive();
              assertThat(play.metrics().path("revenueCents").asLong() % 1990).isZero();
            });
  }

  @Test
  void a_start_without_a_click_sells_too() {
    long person = 930_000_002;

    var offer = play.start(person, "/start@" + Play.BOT);
    var code = play.buy(person, offer);
    play.sandbox().bank().pay(play.sandbox().bank().read(code).id().orElseThrow(), Notice.once());

    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));
  }

  @Test
  void a_killed_worker_comes_back_to_what_it_left() throws Exception {
    long person = 930_000_003;
    var offer = play.start(person, "/start");
    var code = play.buy(person, offer);

    play.elysia().process("worker-payments").kill();
    play.elysia().process("worker-messages").kill();
    play.sandbox().bank().pay(play.sandbox().bank().read(code).id().orElseThrow(), Notice.times(2));
    play.elysia().startProcess("worker-payments");
    play.elysia().startProcess("worker-messages");

    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));
    assertThat(play.messagesWith(person, "Pagamento confirmado")).isEqualTo(1);
  }

  @Test
  void every_step_leaves_its_line_and_no_line_leaves_a_secret() throws Exception {
    long person = 930_000_004;

    var code = play.buy(person, play.start(person, "/start"));
    play.sandbox().bank().pay(play.sandbox().bank().read(code).id().orElseThrow(), Notice.once());
    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));

    var user = "user=" + person;
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              var lines =
                  play.elysia().logText().lines().filter(line -> line.contains(user)).toList();
              for (var kind :
                  List.of(
                      "[WEBHOOK][TELEGRAM]",
                      "[BOT][START]",
                      "[PAYMENT][PIX_CREATED]",
                      "[PAYMENT][PIX_PAID]",
                      "[EVENTO][bot_start]")) {
                assertThat(lines)
                    .as(kind)
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains(
                                    kind, "bot=" + Play.BOT, user, "event_name=", "latency_ms="));
              }
            });
    assertThat(play.elysia().logText())
        .doesNotContain(
            play.elysia().adminToken(),
            play.elysia().secretKey(),
            code,
            "SANDBOX-demo-token-opens-nothing",
            "sandboxPushinPayDemoToken",
            "EAASandboxDemoToken",
            "sandboxUtmifyDemoToken",
            "12345678909");
  }

  /// The events of this name that carry our click.
  private List<JsonNode> ours(String eventName) {
    return play.metaEvents(eventName).stream()
        .filter(event -> event.at("/user_data/client_ip_address").asText().equals(Play.BROWSER_IP))
        .toList();
  }

  /// The orders in this status that carry our click.
  private List<JsonNode> orders(String status) {
    return play.orders(status).stream()
        .filter(order -> order.at("/trackingParameters/utm_campaign").asText().equals("CAMP_1|123"))
        .toList();
  }
}
