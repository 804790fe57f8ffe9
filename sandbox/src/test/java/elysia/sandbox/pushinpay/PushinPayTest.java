package elysia.sandbox.pushinpay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.model.BrCode;
import elysia.model.Money;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.WebhookReceiver.Response;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushinPayTest {
  private static final String TOKEN = "4711|abcdefghijklmnopqrstuvwxyz0123456789ABCD";

  private static final BrCode.Receiver RECEIVER = new BrCode.Receiver("LOJA SANDBOX", "SAO PAULO");

  private final SettableClock clock = new SettableClock();
  private SandboxServer sandbox;
  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    sandbox = SandboxServer.start(0, SandboxSettings.defaults(), clock);
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private Reply cashIn(String body, String... changedHeaders) {
    var headers = headers(changedHeaders);
    var url = URI.create(sandbox.pushinPayUrl() + "/pix/cashIn");
    return HttpCaller.send("POST", url, headers, body.getBytes(UTF_8));
  }

  private Reply query(String id, String... changedHeaders) {
    var url = URI.create(sandbox.pushinPayUrl() + "/transactions/" + id);
    return HttpCaller.send("GET", url, headers(changedHeaders), new byte[0]);
  }

  private static Map<String, String> headers(String... changed) {
    var headers =
        new HashMap<>(
            Map.of(
                "Authorization", "Bearer " + TOKEN,
                "Accept", "application/json",
                "Content-Type", "application/json"));
    for (int i = 0; i < changed.length; i += 2) {
      headers.put(changed[i], changed[i + 1]);
    }
    return headers;
  }

  private JsonNode charge(int cents) {
    var url = receiver.url("/api/payments/webhook/pushinpay/account-token-0123/charge-token-4567");
    var reply = cashIn("{\"value\":%d,\"webhook_url\":\"%s\"}".formatted(cents, url));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void a_charge_has_a_valid_code_of_its_own() {
    var first = charge(1990);
    var second = charge(1990);

    assertThat(first.path("status").asText()).isEqualTo("created");
    assertThat(first.path("id").asText()).matches("[0-9a-f-]{36}");
    var code = new BrCode(first.path("qr_code").asText());
    assertThat(code.amount()).contains(Money.brl(1990));
    assertThat(code.location())
        .isNotEqualTo(new BrCode(second.path("qr_code").asText()).location());
    assertThat(first.path("qr_code_base64").asText()).startsWith("data:image/png;base64,iVBOR");
    assertThat(first.path("payer_name").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                         | O campo value é obrigatório.",
        "{\"value\":49}                             | O campo value deve ser no mínimo 50.",
        "{\"value\":19.90}                          | O campo value deve ser um número inteiro.",
        "{\"value\":\"1990\"}                       | O campo value deve ser um número inteiro.",
        "{\"value\":1990,\"webhook_url\":\"nada\"}  | O campo webhook_url deve ser uma URL válida.",
        "{\"value\":100,\"split_rules\":[{\"value\":51,\"account_id\":\"x\"}]} | O valor do split não pode ser maior que 50% do valor.",
        "not json                                   | O campo value é obrigatório."
      })
  void a_wrong_charge_is_refused_as_laravel_does(String body, String message) {
    var reply = cashIn(body);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("message").asText()).isEqualTo(message);
    assertThat(reply.json().path("errors").elements().next().get(0).asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer abc", "4711|abcdefghijklmnopqrstuvwxyz", "Bearer 4711|short", "Bearer "})
  void a_token_of_wrong_shape_is_unauthorized(String authorization) {
    assertThat(cashIn("{\"value\":1990}", "Authorization", authorization).status()).isEqualTo(401);
  }

  @Test
  void the_three_headers_are_required() {
    sandbox.revokedTokens().revoke(Service.PUSHINPAY, "9|" + "x".repeat(40));

    assertThat(cashIn("{\"value\":1990}", "Authorization", "Bearer 9|" + "x".repeat(40)).status())
        .isEqualTo(401);
    assertThat(cashIn("{\"value\":1990}", "Accept", "text/html").status()).isEqualTo(406);
    assertThat(cashIn("{\"value\":1990}", "Content-Type", "text/plain").status()).isEqualTo(422);
  }

  @Test
  void a_query_is_allowed_once_a_minute_for_each_transaction() {
    var first = charge(1990).path("id").asText();
    var second = charge(1990).path("id").asText();

    assertThat(query(first).json().path("status").asText()).isEqualTo("created");
    assertThat(query(second).status()).isEqualTo(200);
    assertThat(query(first).status()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(1));
    assertThat(query(first.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
  }

  @Test
  void what_is_not_found_is_an_empty_list() {
    var id = charge(1990).path("id").asText();

    assertThat(query("9c29870c-9f69-4bb6-90d3-2dce9453bb45").status()).isEqualTo(404);
    assertThat(query("nada").text()).isEqualTo("[]");
    var stranger = "Bearer 4712|abcdefghijklmnopqrstuvwxyz0123456789ABCD";
    assertThat(query(id, "Authorization", stranger).status()).isEqualTo(404);
  }

  @Test
  void a_payment_is_told_with_the_id_in_capitals_as_json_and_as_a_form() {
    var charge = charge(1990);
    var id = charge.path("id").asText();

    sandbox.bank().pay(charge.path("qr_code").asText(), Notice.times(2));

    await().until(() -> receiver.received().size() == 2);
    var json = receiver.received().getFirst();
    assertThat(json.header("Content-type")).isEqualTo("application/json");
    assertThat(json.json().path("id").asText()).isEqualTo(id.toUpperCase(Locale.ROOT));
    assertThat(json.json().path("status").asText()).isEqualTo("paid");
    assertThat(json.json().path("value").asInt()).isEqualTo(1990);
    assertThat(json.json().path("end_to_end_id").asText())
        .matches("E12345678202611221200[A-Za-z0-9]{11}");
    var form = receiver.received().getLast();
    assertThat(form.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(form.body())
        .contains("id=" + id.toUpperCase(Locale.ROOT), "status=paid", "value=1990");
    assertThat(query(id).json().path("payer_name").asText()).isEqualTo("FULANO DE TAL");
  }

  @Test
  void a_refused_webhook_is_tried_three_times() {
    receiver.behave(_ -> Response.of(500));
    sandbox.close();
    sandbox = SandboxServer.start(0, SandboxSettings.defaults().withTimeScale(1_000), clock);
    var charge = charge(1990).path("id").asText();

    sandbox.bank().pay(charge, Notice.once());
    await().until(() -> receiver.received().size() == 3);
    receiver.behave(_ -> Response.of(200));
    sandbox.bank().resend(charge, Notice.once());

    await().until(() -> receiver.received().size() == 4);
  }

  @Test
  void a_charge_expires_in_silence_and_can_still_be_paid() {
    var charge = charge(1990).path("id").asText();
    clock.advance(Duration.ofMinutes(15));
    assertThat(query(charge).json().path("status").asText()).isEqualTo("expired");

    sandbox.bank().pay(charge, Notice.once());

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .extracting(w -> w.json().path("status").asText())
        .isEqualTo("paid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.bank().pay(charge, Notice.once()));
  }

  @Test
  void a_webhook_can_be_lost_or_lie_about_the_amount() {
    var lost = charge(1990).path("id").asText();
    sandbox.bank().pay(lost, Notice.none());
    var lied = charge(2990).path("id").asText();
    sandbox.bank().pay(lied, new Notice(1, OptionalLong.of(100)));

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .extracting(w -> w.json().path("value").asInt())
        .isEqualTo(100);
    assertThat(query(lied).json().path("value").asInt()).isEqualTo(2990);
    assertThat(query(lost).json().path("status").asText()).isEqualTo("paid");
  }

  @Test
  void a_canceled_charge_is_told_and_cannot_be_paid() {
    var charge = charge(1990).path("id").asText();

    var reply =
        HttpCaller.postJson(
            sandbox.baseUrl().resolve("/api/bank/cancel"), "{\"charge\":\"" + charge + "\"}");

    assertThat(reply.json().path("status").asText()).isEqualTo("canceled");
    await().until(() -> !receiver.received().isEmpty());
    var pay =
        HttpCaller.postJson(
            sandbox.baseUrl().resolve("/api/bank/pay"), "{\"charge\":\"" + charge + "\"}");
    assertThat(pay.status()).isEqualTo(400);
  }

  @Test
  void a_fault_can_act_and_then_break_the_answer() {
    sandbox.faults().add(Fault.of(Service.PUSHINPAY, Effect.status(500).after()));
    sandbox.faults().add(Fault.of(Service.PUSHINPAY, Effect.status(503)));

    assertThat(cashIn("{\"value\":1234}").status()).isEqualTo(500);
    assertThat(cashIn("{\"value\":5678}").status()).isEqualTo(503);
    assertThat(cashIn("{\"value\":1990}").status()).isEqualTo(200);
    assertThat(sandbox.bank().newest())
        .extracting(view -> view.amount().orElseThrow().minor())
        .containsExactly(1990L, 1234L);
  }

  @Test
  void the_bank_reads_foreign_codes_and_refuses_broken_ones() {
    var foreign = BrCode.fixed("chave@example.com", Money.brl(700), RECEIVER, null);

    assertThat(sandbox.bank().read(foreign.text()).id()).isEmpty();
    assertThat(sandbox.bank().read(foreign.text()).amount()).contains(Money.brl(700));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.bank().read(foreign.text().replace("7.00", "8.00")));
  }

  @Test
  void the_log_masks_the_tokens_in_webhook_addresses() {
    sandbox.bank().pay(charge(1990).path("id").asText(), Notice.once());

    await().until(() -> !receiver.received().isEmpty());
    await()
        .untilAsserted(
            () ->
                assertThat(sandbox.calls().matching(call -> call.path().contains("/webhook/")))
                    .singleElement()
                    .extracting(call -> call.path())
                    .isEqualTo("/api/payments/webhook/pushinpay/acco.../char..."));
  }
}
