package elysia.payments.syncpay;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.Money;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// What is SyncPay's own in a charge.
class SyncPayChargesTest {
  private static final URI URL = URI.create("https://syncpay.example.com");

  private final TestedSyncPay tested = new TestedSyncPay();

  @Test
  void a_charge_is_asked_for_in_reais_with_its_webhook() {
    var request = new ChargeRequest(Money.brl(1990), URI.create("https://pay.example.com/w"));

    var call = tested.at(URL).charges().create(request, tested.account());

    assertThat(call.uri()).isEqualTo(URI.create(URL + "/api/partner/v1/cash-in"));
    assertThat(call.body()).contains("\"amount\":19.90").doesNotContain("1990", "\"19.90\"");
    assertThat(Json.read(String.valueOf(call.body())).path("webhook_url").asText())
        .isEqualTo("https://pay.example.com/w");
  }

  @Test
  void a_login_sends_id_and_secret_and_nothing_else() {
    var logins = tested.at(URL).logins().orElseThrow();

    var call = logins.login(tested.account());

    assertThat(call.uri()).isEqualTo(URI.create(URL + "/api/partner/v1/auth-token"));
    assertThat(Json.read(String.valueOf(call.body())))
        .isEqualTo(
            Json.read("{\"client_id\":\"client-of-ours\",\"client_secret\":\"secret-of-ours\"}"));
    assertThat(call.headers()).doesNotContainKey("Authorization");
  }

  @Test
  void a_charge_is_asked_about_by_its_identifier() {
    var call = tested.at(URL).statusQueries().orElseThrow().query("abc-1", tested.account());

    assertThat(call.uri()).isEqualTo(URI.create(URL + "/api/partner/v1/transaction/abc-1"));
    assertThat(call.body()).isNull();
  }
}
