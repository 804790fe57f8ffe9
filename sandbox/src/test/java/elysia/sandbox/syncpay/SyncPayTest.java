package elysia.sandbox.syncpay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncPayTest {
  private static final String LOGIN =
      "{\"client_id\":\"client-of-ours\",\"client_secret\":\"secret-of-ours\"}";

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

  @Test
  void a_login_gives_a_token_for_an_hour() {
    var reply = call("POST", "/auth-token", LOGIN, "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3600);
    var token = reply.json().path("access_token").asText();
    assertThat(cashIn("{\"amount\":19.90}", token).status()).isEqualTo(200);

    clock.advance(Duration.ofHours(1));

    assertThat(cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
  }

  @Test
  void a_token_can_end_before_its_time() {
    var token = token();

    sandbox.syncPay().forgetTokens();

    assertThat(cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
    assertThat(cashIn("{\"amount\":19.90}", token()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                       | 422",
        "{\"client_id\":\"client-of-ours\"}                       | 422",
        "{\"client_id\":\"x\",\"client_secret\":\"y\"}            | 401",
        "not json                                                 | 422"
      })
  void a_login_without_good_credentials_is_refused(String body, int status) {
    assertThat(call("POST", "/auth-token", body, "").status()).isEqualTo(status);
  }

  @Test
  void a_revoked_client_neither_logs_in_nor_charges() {
    var token = token();

    sandbox.revokedTokens().revoke(Service.SYNCPAY, "client-of-ours");

    assertThat(call("POST", "/auth-token", LOGIN, "").text()).contains("invalid_client");
    assertThat(cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
  }

  @Test
  void a_charge_has_a_valid_code_and_no_picture() {
    var reply = cashIn("{\"amount\":19.90,\"description\":\"Pedido\"}", token());

    assertThat(reply.json().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("message", "pix_code", "identifier");
    assertThat(new BrCode(reply.json().path("pix_code").asText()).amount())
        .contains(Money.brl(1990));
    assertThat(reply.json().path("identifier").asText()).matches("[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"amount\":\"19.90\"}",
        "{\"amount\":0}",
        "{\"amount\":-1}",
        "{\"amount\":19.999}",
        "{\"amount\":10000.01}",
        "{\"amount\":1990,\"webhook_url\":\"nada\"}",
        "{\"amount\":1990,\"client\":{}}",
        "{\"amount\":1990,\"client\":{\"name\":\"A\",\"email\":\"a@example.com\",\"cpf\":\"1\",\"phone\":\"11999999999\"}}",
        "{\"amount\":1990,\"client\":{\"name\":\"A\",\"email\":\"a@example.com\",\"cpf\":\"12345678909\",\"phone\":\"1\"}}",
        "{\"amount\":1990,\"split\":[]}",
        "{\"amount\":1990,\"split\":[{\"percentage\":101,\"user_id\":\"3df0319d-ecf7-42d9-94c5-3b7c4a5b2e11\"}]}",
        "{\"amount\":1990,\"split\":[{\"percentage\":10,\"user_id\":\"x\"}]}",
        "not json"
      })
  void a_wrong_charge_is_refused(String body) {
    var reply = cashIn(body, token());

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("message").asText()).isNotBlank();
  }

  @Test
  void a_charge_with_all_optional_fields_is_taken() {
    var body =
        """
        {"amount":20,"client":{"name":"A","email":"a@example.com","cpf":"12345678909","phone":"11999999999"},
         "split":[{"percentage":10,"user_id":"3df0319d-ecf7-42d9-94c5-3b7c4a5b2e11"}]}
        """;

    assertThat(cashIn(body, token()).status()).isEqualTo(200);
  }

  @Test
  void a_webhook_asked_for_under_another_name_never_comes() {
    var url = receiver.url("/webhook");
    var deaf = cashIn("{\"amount\":19.90,\"postbackUrl\":\"%s\"}".formatted(url), token()).json();
    var heard = cashIn("{\"amount\":29.90,\"webhook_url\":\"%s\"}".formatted(url), token()).json();

    sandbox.bank().pay(deaf.path("identifier").asText(), Notice.once());
    sandbox.bank().pay(heard.path("identifier").asText(), Notice.once());

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .extracting(webhook -> webhook.json().at("/data/id").asText())
        .isEqualTo(heard.path("identifier").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense"})
  void without_a_good_token_nothing_is_done(String token) {
    assertThat(cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
    assertThat(call("GET", "/transaction/x", "", token).status()).isEqualTo(401);
    assertThat(call("GET", "/webhooks", "", token).status()).isEqualTo(401);
    assertThat(sandbox.bank().newest()).isEmpty();
  }

  @Test
  void a_query_tells_gross_and_status_and_only_to_the_owner() {
    var id = charge(1990);

    var data = call("GET", "/transaction/" + id, "", token()).json().path("data");

    assertThat(data.path("reference_id").asText()).isEqualTo(id);
    assertThat(data.path("amount").decimalValue()).isEqualByComparingTo("19.90");
    assertThat(data.path("status").asText()).isEqualTo("pending");
    var other = LOGIN.replace("client-of-ours", "client-of-theirs");
    var stranger = call("POST", "/auth-token", other, "").json().path("access_token").asText();
    assertThat(call("GET", "/transaction/" + id, "", stranger).status()).isEqualTo(404);
    assertThat(call("GET", "/transaction/nada", "", token()).status()).isEqualTo(404);
  }

  @Test
  void a_charge_never_expires_by_word() {
    var id = charge(1990);

    clock.advance(Duration.ofDays(1));

    assertThat(status(id)).isEqualTo("pending");
    sandbox.bank().pay(id, Notice.none());
    assertThat(status(id)).isEqualTo("completed");
  }

  @Test
  void three_webhooks_have_three_shapes() {
    var id = charge(1990);

    sandbox.bank().pay(id, Notice.times(3));

    await().until(() -> receiver.received().size() == 3);
    assertThat(receiver.received())
        .allSatisfy(webhook -> assertThat(webhook.header("Event")).isEqualTo("cashin.update"))
        .allSatisfy(webhook -> assertThat(webhook.header("Authorization")).isEmpty());
    var envelope = receiver.received().get(0).json().path("data");
    assertThat(envelope.path("amount").decimalValue()).isEqualByComparingTo("19.90");
    assertThat(envelope.path("final_amount").decimalValue()).isEqualByComparingTo("18.91");
    assertThat(envelope.path("status").asText()).isEqualTo("completed");
    assertThat(envelope.path("end_to_end").asText()).startsWith("E12345678");
    var flat = receiver.received().get(1).json();
    assertThat(flat.path("amount").textValue()).isEqualTo("19.90");
    assertThat(flat.path("id").asText()).isEqualTo(id);
    var legacy = receiver.received().get(2).json().path("data");
    assertThat(legacy.path("status").asText()).isEqualTo("PAID_OUT");
    assertThat(legacy.path("idtransaction").asText()).isEqualTo(id);
  }

  @Test
  void a_webhook_may_lie_about_the_amount() {
    var id = charge(1990);

    sandbox.bank().pay(id, new Notice(1, OptionalLong.of(100)));

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().json().at("/data/amount").decimalValue())
        .isEqualByComparingTo("1.00");
  }

  @Test
  void a_withdrawal_comes_to_the_same_address_and_only_its_header_says_so() {
    var id = charge(1990);

    sandbox.syncPay().withdraw(id);

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().header("Event")).isEqualTo("cashout.update");
    assertThat(receiver.received().getFirst().json().at("/data/status").asText())
        .isEqualTo("completed");
    assertThat(status(id)).isEqualTo("pending");
  }

  @Test
  void a_hook_of_the_account_hears_of_every_charge_with_its_token() {
    var hook =
        call(
                "POST",
                "/webhooks",
                "{\"title\":\"Vendas\",\"url\":\"%s\",\"event\":\"cashin\",\"trigger_all_products\":true}"
                    .formatted(receiver.url("/hook")),
                token())
            .json();

    cashIn("{\"amount\":19.90}", token());

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().header("Event")).isEqualTo("cashin.create");
    assertThat(receiver.received().getFirst().header("Authorization"))
        .isEqualTo("Bearer " + hook.path("token").asText());
  }

  @Test
  void hooks_are_listed_changed_and_removed() {
    var body =
        "{\"title\":\"Vendas\",\"url\":\"https://example.com/h\",\"event\":\"cashin\",\"trigger_all_products\":true}";
    var id = call("POST", "/webhooks", body, token()).json().path("id").asLong();

    var changed = call("PUT", "/webhooks/" + id, body.replace("cashin", "cashout"), token()).json();

    assertThat(changed.path("event").asText()).isEqualTo("cashout");
    assertThat(call("GET", "/webhooks", "", token()).json().path("data")).hasSize(1);
    assertThat(call("DELETE", "/webhooks/" + id, "", token()).status()).isEqualTo(200);
    assertThat(call("DELETE", "/webhooks/" + id, "", token()).status()).isEqualTo(404);
    assertThat(call("POST", "/webhooks", body.replace("cashin", "x"), token()).status())
        .isEqualTo(422);
  }

  @Test
  void money_that_is_taken_back_is_told() {
    var refunded = charge(1990);
    sandbox.bank().pay(refunded, Notice.none());
    sandbox.bank().refund(refunded, Notice.none());
    var disputed = charge(1990);
    sandbox.bank().pay(disputed, Notice.none());
    sandbox.bank().dispute(disputed, Notice.none());

    assertThat(status(refunded)).isEqualTo("refunded");
    assertThat(status(disputed)).isEqualTo("med");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.bank().refund(charge(990), Notice.none()));
  }

  @Test
  void the_log_shows_neither_secrets_nor_tokens() {
    var token = token();

    assertThat(HttpCaller.get(sandbox.baseUrl().resolve("/api/calls")).text())
        .contains("/auth-token")
        .doesNotContain("secret-of-ours", token);
  }

  private String token() {
    return call("POST", "/auth-token", LOGIN, "").json().path("access_token").asText();
  }

  private String charge(long cents) {
    var body =
        "{\"amount\":%s,\"webhook_url\":\"%s\"}"
            .formatted(Money.brl(cents).decimal(), receiver.url("/webhook"));
    return cashIn(body, token()).json().path("identifier").asText();
  }

  private String status(String id) {
    return call("GET", "/transaction/" + id, "", token()).json().at("/data/status").asText();
  }

  private Reply cashIn(String body, String token) {
    return call("POST", "/cash-in", body, token);
  }

  private Reply call(String method, String path, String body, String token) {
    var headers =
        new HashMap<>(Map.of("Accept", "application/json", "Content-Type", "application/json"));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    var url = URI.create(sandbox.syncPayUrl() + "/api/partner/v1" + path);
    return HttpCaller.send(method, url, headers, body.getBytes(UTF_8));
  }
}
