package elysia.sandbox.syncpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncPayTest {
  private final SettableClock clock = new SettableClock();
  private SandboxServer sandbox;
  private WebhookReceiver receiver;
  private SyncPayCaller seller;

  @BeforeEach
  void start() throws IOException {
    sandbox = SandboxServer.start(0, SandboxSettings.defaults(), clock);
    receiver = new WebhookReceiver();
    seller = new SyncPayCaller(sandbox, receiver.url("/webhook"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void a_login_gives_a_token_for_an_hour() {
    var reply = seller.call("POST", "/auth-token", SyncPayCaller.LOGIN, "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3600);
    var token = reply.json().path("access_token").asText();
    assertThat(seller.cashIn("{\"amount\":19.90}", token).status()).isEqualTo(200);

    clock.advance(Duration.ofHours(1));

    assertThat(seller.cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
  }

  @Test
  void a_token_can_end_before_its_time() {
    var token = seller.token();

    sandbox.syncPay().forgetTokens();

    assertThat(seller.cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
    assertThat(seller.cashIn("{\"amount\":19.90}", seller.token()).status()).isEqualTo(200);
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
    assertThat(seller.call("POST", "/auth-token", body, "").status()).isEqualTo(status);
  }

  @Test
  void a_revoked_client_neither_logs_in_nor_charges() {
    var token = seller.token();

    sandbox.revokedTokens().revoke(Service.SYNCPAY, "client-of-ours");

    assertThat(seller.call("POST", "/auth-token", SyncPayCaller.LOGIN, "").text())
        .contains("invalid_client");
    assertThat(seller.cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
  }

  @Test
  void a_charge_has_a_valid_code_and_no_picture() {
    var reply = seller.cashIn("{\"amount\":19.90,\"description\":\"Pedido\"}", seller.token());

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
    var reply = seller.cashIn(body, seller.token());

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

    assertThat(seller.cashIn(body, seller.token()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense"})
  void without_a_good_token_nothing_is_done(String token) {
    assertThat(seller.cashIn("{\"amount\":19.90}", token).status()).isEqualTo(401);
    assertThat(seller.call("GET", "/transaction/x", "", token).status()).isEqualTo(401);
    assertThat(seller.call("GET", "/webhooks", "", token).status()).isEqualTo(401);
    assertThat(sandbox.bank().newest()).isEmpty();
  }

  @Test
  void a_query_tells_gross_and_status_and_only_to_the_owner() {
    var id = seller.charge(1990);

    var data = seller.call("GET", "/transaction/" + id, "", seller.token()).json().path("data");

    assertThat(data.path("reference_id").asText()).isEqualTo(id);
    assertThat(data.path("amount").decimalValue()).isEqualByComparingTo("19.90");
    assertThat(data.path("status").asText()).isEqualTo("pending");
    var other = SyncPayCaller.LOGIN.replace("client-of-ours", "client-of-theirs");
    var stranger =
        seller.call("POST", "/auth-token", other, "").json().path("access_token").asText();
    assertThat(seller.call("GET", "/transaction/" + id, "", stranger).status()).isEqualTo(404);
    assertThat(seller.call("GET", "/transaction/nada", "", seller.token()).status()).isEqualTo(404);
  }

  @Test
  void a_charge_never_expires_by_word() {
    var id = seller.charge(1990);

    clock.advance(Duration.ofDays(1));

    assertThat(seller.status(id)).isEqualTo("pending");
    sandbox.bank().pay(id, Notice.none());
    assertThat(seller.status(id)).isEqualTo("completed");
  }

  @Test
  void hooks_are_listed_changed_and_removed() {
    var body =
        "{\"title\":\"Vendas\",\"url\":\"https://example.com/h\",\"event\":\"cashin\",\"trigger_all_products\":true}";
    var id = seller.call("POST", "/webhooks", body, seller.token()).json().path("id").asLong();

    var changed =
        seller
            .call("PUT", "/webhooks/" + id, body.replace("cashin", "cashout"), seller.token())
            .json();

    assertThat(changed.path("event").asText()).isEqualTo("cashout");
    assertThat(seller.call("GET", "/webhooks", "", seller.token()).json().path("data")).hasSize(1);
    assertThat(seller.call("DELETE", "/webhooks/" + id, "", seller.token()).status())
        .isEqualTo(200);
    assertThat(seller.call("DELETE", "/webhooks/" + id, "", seller.token()).status())
        .isEqualTo(404);
    assertThat(
            seller.call("POST", "/webhooks", body.replace("cashin", "x"), seller.token()).status())
        .isEqualTo(422);
  }

  @Test
  void money_that_is_taken_back_is_told() {
    var refunded = seller.charge(1990);
    sandbox.bank().pay(refunded, Notice.none());
    sandbox.bank().refund(refunded, Notice.none());
    var disputed = seller.charge(1990);
    sandbox.bank().pay(disputed, Notice.none());
    sandbox.bank().dispute(disputed, Notice.none());

    assertThat(seller.status(refunded)).isEqualTo("refunded");
    assertThat(seller.status(disputed)).isEqualTo("med");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.bank().refund(seller.charge(990), Notice.none()));
  }

  @Test
  void the_log_shows_neither_secrets_nor_tokens() {
    var token = seller.token();

    assertThat(HttpCaller.get(sandbox.baseUrl().resolve("/api/calls")).text())
        .contains("/auth-token")
        .doesNotContain("secret-of-ours", token);
  }
}
