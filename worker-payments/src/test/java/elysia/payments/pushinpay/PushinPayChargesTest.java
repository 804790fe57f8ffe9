package elysia.payments.pushinpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(401, "{\"message\":\"Unauthenticated.\"}", RejectionCode.UNAUTHORIZED),
        arguments(403, "<html>Forbidden</html>", RejectionCode.UNAUTHORIZED),
        arguments(
            422,
            "{\"message\":\"O campo value deve ser no mínimo 50.\",\"errors\":{\"value\":[\"x\"]}}",
            RejectionCode.REFUSED),
        arguments(400, "", RejectionCode.REFUSED),
        arguments(404, "[]", RejectionCode.REFUSED),
        arguments(418, "[]", RejectionCode.REFUSED),
        arguments(429, "{\"message\":\"Too Many Attempts.\"}", RejectionCode.RATE_LIMITED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_is_certain(int status, String body, RejectionCode code) throws Exception {
    provider.answers(status, body);

    var outcome = client.create(gateway, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(code);
    assertThat(((Rejected) outcome).detail()).contains(String.valueOf(status));
  }

  static Stream<Arguments> doubts() {
    var code = code(PRICE);
    return Stream.of(
        arguments(500, "{\"message\":\"Server Error\"}"),
        arguments(502, "<html><body>Bad Gateway</body></html>"),
        arguments(503, ""),
        arguments(408, ""),
        arguments(302, ""),
        arguments(200, "<html><body>login</body></html>"),
        arguments(200, ""),
        arguments(200, "[]"),
        arguments(200, "null"),
        arguments(201, "{}"),
        arguments(200, created("", code, "1990")),
        arguments(200, "{\"id\":{},\"qr_code\":\"" + code + "\"}"),
        arguments(200, "{\"id\":\"" + ID + "\",\"qr_code\":null}"),
        arguments(200, created(ID, "000201 not a code", "1990")),
        arguments(200, created(ID, code.replace("19.90", "19.91"), "1990")),
        arguments(200, created(ID, code(Money.brl(1991)), "1990")),
        arguments(200, created(ID, code, "1991")),
        arguments(200, created("../../accounts", code, "1990")));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void an_answer_that_cannot_be_used_is_unknown(int status, String body) throws Exception {
    provider.answers(status, body);

    var outcome = client.create(gateway, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(((Unknown) outcome).cause()).doesNotContain("br.gov.bcb.pix");
  }

  @Test
  void an_answer_that_does_not_come_in_time_is_unknown() throws Exception {
    provider.answersAfter(Duration.ofSeconds(10), 200, created(ID, code(PRICE), "1990"));
    var before = System.nanoTime();

    var outcome = client.create(gateway, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_refused_connection_is_a_certain_no() throws Exception {
    var closed = open();
    var nobody = at(closed.url());
    closed.close();

    var outcome = client.create(nobody, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.UNREACHABLE);
  }

  @Test
  void an_unknown_host_is_a_certain_no() throws Exception {
    var nowhere = at(URI.create("http://gateway.invalid"));

    var outcome = client.create(nowhere, account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.UNREACHABLE);
  }

  @Test
  void less_than_the_minimum_is_not_even_asked_for() throws Exception {
    var outcome = client.create(gateway, account(), request(Money.brl(49)));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.BELOW_MINIMUM);
    assertThat(provider.seen()).isEmpty();
  }

  @Test
  void every_price_up_to_a_million_cents_is_asked_for_exactly() {
    for (long cents = 1; cents <= 1_000_000; cents++) {
      var call = gateway.charges().create(request(Money.brl(cents)), account());

      if (Json.read(String.valueOf(call.body())).path("value").longValue() != cents) {
        fail("%d cents became %s", cents, call.body());
      }
    }
  }

  @Test
  void every_price_is_recognised_in_the_answer() {
    for (long cents = 1; cents <= 1_000_000; cents += 101) {
      var price = Money.brl(cents);
      var answer = Json.read(created(ID, code(price), Long.toString(cents)));

      assertThat(gateway.charges().accepted(request(price), answer)).isInstanceOf(Created.class);
      assertThat(gateway.charges().accepted(request(Money.brl(cents + 1)), answer))
          .isInstanceOf(Unknown.class);
    }
  }

  @Test
  void nothing_secret_is_printed() {
    var call = gateway.charges().create(request(PRICE), account());

    assertThat(call + " " + account() + " " + request(PRICE) + " " + account().webhookToken())
        .doesNotContain("secret", "Bearer", "pay.example.com");
  }

  private static ScriptedGateway open() {
    try {
      return new ScriptedGateway();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PaymentGateway at(URI url) {
    return PushinPayGateway.of(new PushinPayConfig(url, null));
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
        new WebhookToken("a-secret"));
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
