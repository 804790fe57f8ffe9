package elysia.e2e;

import static elysia.sandbox.common.Service.PUSHINPAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in gets a clear answer or a line, is counted, costs nobody anything, and the next
/// good one is served.
class BadInputTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final AtomicLong UPDATES = new AtomicLong(1_600_000_000L);
  private static final AtomicLong PEOPLE = new AtomicLong(960_000_000L);

  private final Play play = Play.shared();

  @AfterEach
  void heal() {
    play.sandbox().faults().clear();
  }

  @Test
  void what_is_no_update_of_a_bot_of_ours_is_refused_and_counted() {
    assertThat(play.update("{\"update_id\":1,")).isEqualTo(400);
    assertThat(play.update("[]")).isEqualTo(400);
    assertThat(play.update("{\"update_id\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}"))
        .isEqualTo(413);
    assertThat(play.update(Play.BOT, "a-forged-secret", "{\"update_id\":1}")).isEqualTo(401);
    assertThat(play.update("nobody_bot", "any", "{\"update_id\":1}")).isEqualTo(404);

    for (var outcome : new String[] {"malformed", "too_large", "unauthorized", "unknown"}) {
      assertThat(counted("ingress", "elysia_ingress_answer_seconds_count", outcome)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"update_id\":%d}",
        "{\"update_id\":%d,\"message\":{\"message_id\":1,\"date\":1763800000,\"text\":\"/start\"}}",
        "{\"update_id\":%d,\"message\":{\"message_id\":1,\"date\":1763800000,\"chat\":{\"id\":1}}}",
        "{\"update_id\":%d,\"message\":\"/start\"}",
        "{\"update_id\":%d,\"callback_query\":{\"id\":\"1\",\"data\":\"buy:x\"}}",
        "{\"update_id\":%d,\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":5},\"chat_instance\":\"1\"}}",
        "{\"update_id\":%d,\"my_chat_member\":{\"date\":1}}",
        "{\"update_id\":%d,\"a_kind_of_next_year\":{\"chat\":{\"id\":1}}}"
      })
  void an_update_without_what_it_should_have_holds_nobody_up(String update) {
    assertThat(play.update(update.formatted(UPDATES.incrementAndGet()))).isEqualTo(202);

    assertThat(play.start(newPerson(), "/start").path("text").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buy:not-a-code",
        "buy:",
        "buy:1;price=1",
        "plan:1:0.01",
        "plan:999999999",
        "plan:-1",
        "check:999999",
        "qr:999999",
        "' or 1=1 --",
        ""
      })
  void a_forged_button_is_answered_as_an_unknown_option_and_charges_nothing(String data) {
    long person = newPerson();
    var greeting = play.start(person, "/start");
    long before = charges();

    play.sandbox().telegram().press(Play.BOT, person, greeting.path("message_id").asLong(), data);

    play.await(person, message -> message.path("text").asText().startsWith("Esta opção"));
    assertThat(charges()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "another amount, 1, false, mismatch",
    "another charge's id, 1990, true, mismatch",
  })
  void a_webhook_that_contradicts_the_sale_delivers_nothing_and_is_told(
      String what, int cents, boolean foreignId, String outcome) throws Exception {
    long person = newPerson();
    var code = play.buy(person, play.start(person, "/start"));
    var charge = play.sandbox().bank().read(code).id().orElseThrow();
    double before = counted("worker-payments", "elysia_gateway_webhooks_total", outcome);

    var id = foreignId ? "9c29870c-9f69-4bb6-90d3-2dce9453bb45" : charge;
    assertThat(play.webhook(webhookUrl(charge), paid(id, cents))).as(what).isEqualTo(200);

    await()
        .atMost(LIMIT)
        .until(() -> counted("worker-payments", "elysia_gateway_webhooks_total", outcome) > before);
    assertThat(play.messagesWith(person, "Pagamento confirmado")).isZero();
    assertThat(play.elysia().logText()).contains("[ERRO] Aviso de pagamento recusado");

    play.sandbox().bank().pay(charge, Notice.once());
    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));
  }

  @Test
  void a_webhook_with_a_wrong_account_token_is_401_and_one_of_no_charge_is_kept() throws Exception {
    long person = newPerson();
    var code = play.buy(person, play.start(person, "/start"));
    var charge = play.sandbox().bank().read(code).id().orElseThrow();
    var url = webhookUrl(charge);
    var account = url.getPath().split("/", -1)[5];

    var forged = URI.create(url.toString().replace(account, "a".repeat(account.length())));
    assertThat(play.webhook(forged, paid(charge, 1990))).isEqualTo(401);
    var unknown = url.resolve(url.getPath().replaceFirst("/[^/]+$", "/" + "b".repeat(43)));
    assertThat(play.webhook(unknown, paid("9c29870c-9f69-4bb6-90d3-2dce9453bb46", 1990)))
        .isEqualTo(200);

    await()
        .atMost(LIMIT)
        .until(() -> counted("worker-payments", "elysia_gateway_webhooks_total", "unmatched") > 0);
    assertThat(play.messagesWith(person, "Pagamento confirmado")).isZero();
  }

  @Test
  void a_gateway_that_answers_html_costs_the_buyer_a_try_and_us_a_line() throws Exception {
    long person = newPerson();
    var greeting = play.start(person, "/start");
    play.sandbox()
        .faults()
        .add(Fault.of(PUSHINPAY, new Effect.Html(200, Effect.When.BEFORE)).method("cashIn"));

    var code = play.buy(person, greeting);

    var charge = play.sandbox().bank().read(code).id().orElseThrow();
    play.sandbox().bank().pay(charge, Notice.once());
    play.await(person, message -> message.path("text").asText().contains("Pagamento confirmado"));
    assertThat(play.messagesWith(person, "000201")).isEqualTo(1);
  }

  private static long newPerson() {
    return PEOPLE.incrementAndGet();
  }

  private long charges() {
    return play.sandbox().calls().to(PUSHINPAY).stream()
        .filter(call -> call.path().endsWith("/cashIn"))
        .count();
  }

  /// Where PushinPay was asked to report this charge.
  private URI webhookUrl(String charge) {
    return play.sandbox().calls().to(PUSHINPAY).stream()
        .filter(call -> call.path().endsWith("/cashIn"))
        .filter(call -> call.responseText().contains(charge))
        .map(Call::requestJson)
        .map(request -> URI.create(request.path("webhook_url").asText()))
        .findFirst()
        .orElseThrow();
  }

  private static String paid(String id, int cents) {
    return "{\"id\":\"%s\",\"status\":\"paid\",\"value\":%d}".formatted(id, cents);
  }

  /// The sum of a deployable's counters of this name with this outcome.
  private double counted(String deployable, String name, String outcome) {
    return play.prometheus(deployable)
        .lines()
        .filter(line -> line.startsWith(name) && line.contains("outcome=\"" + outcome + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
