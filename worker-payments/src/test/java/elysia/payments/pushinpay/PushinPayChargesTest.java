package elysia.payments.pushinpay;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.WebhookToken;
import elysia.model.BrCode;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.payments.gateway.ChargeOutcome.Created;
import elysia.payments.gateway.ChargeOutcome.Rejected;
import elysia.payments.gateway.ChargeOutcome.Unknown;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.GatewayClient;
import elysia.payments.gateway.Json;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.RejectionCode;
import elysia.payments.gateway.ScriptedGateway;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushinPayChargesTest {
  private static final BrCode.Receiver RECEIVER = new BrCode.Receiver("LOJA", "SAO PAULO");
  private static final Money PRICE = Money.brl(1990);
  private static final String ID = "9C29870C-9F69-4BB6-90D3-2DCE9453BB45";
  private static final String LOWER_ID = "9c29870c-9f69-4bb6-90d3-2dce9453bb45";

  private final GatewayClient client = ScriptedGateway.client();
  private ScriptedGateway provider = open();
  private PaymentGateway gateway = at(provider.url());

  @BeforeEach
  void start() {
    provider = open();
    gateway = at(provider.url());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_charge_is_asked_for_in_integer_cents_with_its_webhook() throws Exception {
    provider.answers(200, created(ID, code(PRICE), "1990"));

    client.create(gateway, account(), request(PRICE));

    var seen = provider.seen().getFirst();
    assertThat(seen.method() + " " + seen.path()).isEqualTo("POST /pix/cashIn");
    assertThat(seen.authorization()).isEqualTo("Bearer 1|secret");
    assertThat(seen.body()).contains("\"value\":1990").doesNotContain("1990.", "19.90");
    assertThat(Json.read(seen.body()).path("webhook_url").asText())
        .isEqualTo("https://pay.example.com/api/payments/webhook/pushinpay/a/c");
  }

  @Test
  void an_accepted_charge_has_its_id_in_lower_case_and_its_code() throws Exception {
    provider.answers(200, created(ID, code(PRICE), "1990"));

    var outcome = client.create(gateway, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Created.class);
    var created = (Created) outcome;
    assertThat(created.identifiers().all()).containsExactly(Map.entry("id", LOWER_ID));
    assertThat(created.code().text()).isEqualTo(code(PRICE));
    assertThat(created.expiresAt()).isNull();
  }

  @Test
  void a_value_that_is_not_the_price_is_unknown() throws Exception {
    provider.answers(200, created(ID, code(PRICE), "1991"));

    assertThat(client.create(gateway, account(), request(PRICE))).isInstanceOf(Unknown.class);
  }

  @Test
  void less_than_the_minimum_is_not_even_asked_for() throws Exception {
    var outcome = client.create(gateway, account(), request(Money.brl(49)));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.BELOW_MINIMUM);
    assertThat(provider.seen()).isEmpty();
  }

  private static ScriptedGateway open() {
    try {
      return new ScriptedGateway();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PaymentGateway at(URI url) {
    return PushinPayGateway.of(new PushinPayConfig(url, null), elysia.runtime.TimeScale.REAL);
  }

  private static ChargeRequest request(Money price) {
    return new ChargeRequest(
        price, URI.create("https://pay.example.com/api/payments/webhook/pushinpay/a/c"));
  }

  private static GatewayAccount account() {
    return new GatewayAccount(
        new GatewayAccountId(1),
        new OrganizationId(1),
        "pushinpay",
        Map.of("token", "1|secret"),
        new WebhookToken("a-secret"),
        java.time.Duration.ofMinutes(15));
  }

  private static String code(Money price) {
    return BrCode.dynamic("pix.sandbox.example/qr/v2/1", price, RECEIVER).text();
  }

  private static String created(String id, String code, String value) {
    return """
        {"id":"%s","qr_code":"%s","status":"created","value":%s,"qr_code_base64":"data:image/png;base64,x",
         "webhook":null,"split_rules":[],"end_to_end_id":null,"payer_name":{},"payer_national_registration":null}
        """
        .formatted(id, code, value);
  }
}
