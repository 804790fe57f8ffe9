package elysia.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.payments.gateway.ChargeOutcome.Created;
import elysia.payments.gateway.ChargeOutcome.Rejected;
import elysia.payments.gateway.ChargeOutcome.Unknown;
import elysia.payments.pushinpay.TestedPushinPay;
import elysia.payments.syncpay.TestedSyncPay;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every adapter must make of its provider's answers, good and bad, over real HTTP.
class GatewayContractTest {
  static final List<TestedGateway> GATEWAYS = List.of(new TestedPushinPay(), new TestedSyncPay());

  private static final BrCode.Receiver RECEIVER = new BrCode.Receiver("LOJA", "SAO PAULO");
  private static final Money PRICE = Money.brl(1990);
  private static final String ID = "9c29870c-9f69-4bb6-90d3-2dce9453bb45";
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final int MILLION = 1_000_000;

  private final GatewayClient client = ScriptedGateway.client();
  private ScriptedGateway provider = open();

  @BeforeEach
  void start() {
    provider = open();
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void an_accepted_charge_has_its_id_and_its_code(TestedGateway tested) throws Exception {
    provider.answers(200, tested.created(ID, code(PRICE)));

    var outcome = create(tested, PRICE);

    assertThat(outcome).isInstanceOf(Created.class);
    var created = (Created) outcome;
    assertThat(created.identifiers().all()).containsExactly(Map.entry("id", ID));
    assertThat(created.code().text()).isEqualTo(code(PRICE));
    assertThat(created.expiresAt()).isNull();
  }

  static Stream<Arguments> refusals() {
    return each(
        tested ->
            Stream.of(
                arguments(tested, 401, tested.refused("Unauthenticated."), "UNAUTHORIZED"),
                arguments(tested, 403, "<html>Forbidden</html>", "UNAUTHORIZED"),
                arguments(tested, 422, tested.refused("O valor é alto demais."), "REFUSED"),
                arguments(tested, 400, "", "REFUSED"),
                arguments(tested, 404, "[]", "REFUSED"),
                arguments(tested, 418, "[]", "REFUSED"),
                arguments(tested, 429, tested.refused("Too Many Attempts."), "RATE_LIMITED")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_is_certain(TestedGateway tested, int status, String body, RejectionCode code)
      throws Exception {
    provider.answers(status, body);

    var outcome = create(tested, PRICE);

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(code);
    assertThat(((Rejected) outcome).detail()).contains(String.valueOf(status));
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void the_providers_reason_reaches_the_operator(TestedGateway tested) throws Exception {
    provider.answers(422, tested.refused("O valor é alto demais."));

    var outcome = create(tested, PRICE);

    assertThat(((Rejected) outcome).detail()).isEqualTo("HTTP 422: O valor é alto demais.");
  }

  static Stream<Arguments> doubts() {
    var code = code(PRICE);
    return each(
        tested ->
            Stream.of(
                arguments(tested, 500, "{\"message\":\"Server Error\"}"),
                arguments(tested, 502, "<html><body>Bad Gateway</body></html>"),
                arguments(tested, 503, ""),
                arguments(tested, 408, ""),
                arguments(tested, 302, ""),
                arguments(tested, 200, "<html><body>login</body></html>"),
                arguments(tested, 200, ""),
                arguments(tested, 200, "[]"),
                arguments(tested, 200, "null"),
                arguments(tested, 201, "{}"),
                arguments(tested, 200, tested.created("", code)),
                arguments(tested, 200, tested.created("../../accounts", code)),
                arguments(tested, 200, tested.created(ID, "")),
                arguments(tested, 200, tested.created(ID, "000201 not a code")),
                arguments(tested, 200, tested.created(ID, code.replace("19.90", "19.91"))),
                arguments(tested, 200, tested.created(ID, code(Money.brl(1991))))));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void an_answer_that_cannot_be_used_is_unknown(TestedGateway tested, int status, String body)
      throws Exception {
    provider.answers(status, body);

    var outcome = create(tested, PRICE);

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(((Unknown) outcome).cause()).doesNotContain("br.gov.bcb.pix");
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void an_answer_that_does_not_come_in_time_is_unknown(TestedGateway tested) throws Exception {
    provider.answersAfter(Duration.ofSeconds(10), 200, tested.created(ID, code(PRICE)));
    long before = System.nanoTime();

    var outcome = create(tested, PRICE);

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void a_refused_connection_is_a_certain_no(TestedGateway tested) throws Exception {
    var closed = open();
    closed.close();

    var outcome = client.create(tested.at(closed.url()), tested.account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.UNREACHABLE);
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void an_unknown_host_is_a_certain_no(TestedGateway tested) throws Exception {
    var nowhere = tested.at(URI.create("http://gateway.invalid"));

    var outcome = client.create(nowhere, tested.account(), request(PRICE));

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(RejectionCode.UNREACHABLE);
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void every_price_up_to_a_million_cents_is_asked_for_and_read_back_exactly(TestedGateway tested) {
    var gateway = tested.at(provider.url());
    var unit = gateway.capabilities().unit();
    for (long cents = 1; cents <= MILLION; cents++) {
      var price = Money.brl(cents);
      var body = String.valueOf(gateway.charges().create(request(price), tested.account()).body());
      var asked = Json.read(body).path(tested.amountField());

      var cent = unit == AmountUnit.REAIS ? asked.decimalValue().movePointRight(2) : asked;
      if (!String.valueOf(cent).equals(Long.toString(cents))
          || !unit.read(asked).get().equals(price)) {
        fail("%d cents became %s", cents, body);
      }
    }
  }

  static Stream<Arguments> queryFailures() {
    return each(
        tested ->
            Stream.of(
                arguments(tested, 404, "[]", QueryOutcome.NotFound.class),
                arguments(tested, 401, "", QueryOutcome.NoAnswer.class),
                arguments(tested, 429, "", QueryOutcome.NoAnswer.class),
                arguments(tested, 500, "<html>", QueryOutcome.NoAnswer.class),
                arguments(tested, 200, "<html>", QueryOutcome.NoAnswer.class)));
  }

  @ParameterizedTest
  @MethodSource("queryFailures")
  void a_query_without_a_usable_answer_says_nothing_of_the_charge(
      TestedGateway tested, int status, String body, Class<?> expected) throws Exception {
    provider.answers(status, body);
    var gateway = tested.at(provider.url());

    var outcome =
        client.query(gateway, gateway.statusQueries().orElseThrow(), tested.account(), ID);

    assertThat(outcome).isInstanceOf(expected);
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void nothing_is_said_of_the_payer_that_he_did_not_tell(TestedGateway tested) throws Exception {
    provider.answers(200, tested.created(ID, code(PRICE)));

    create(tested, PRICE);

    assertThat(Json.read(provider.seen().getFirst().body()).properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(tested.amountField(), "webhook_url");
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void nothing_secret_is_printed(TestedGateway tested) {
    var gateway = tested.at(provider.url());
    var call = gateway.charges().create(request(PRICE), tested.account());
    var login = gateway.logins().map(logins -> logins.login(tested.account()));

    assertThat(call + " " + login + " " + tested.account() + " " + request(PRICE))
        .doesNotContain("secret", "Bearer", "pay.example.com");
    assertThat(call.withBearer("secret").toString()).doesNotContain("secret");
    assertThat(new AccessToken("secret", AT).toString()).doesNotContain("secret");
  }

  private ChargeOutcome create(TestedGateway tested, Money price) throws InterruptedException {
    return client.create(tested.at(provider.url()), tested.account(), request(price));
  }

  private static Stream<Arguments> each(
      java.util.function.Function<TestedGateway, Stream<Arguments>> cases) {
    return GATEWAYS.stream().flatMap(cases);
  }

  private static ChargeRequest request(Money price) {
    return new ChargeRequest(
        price, URI.create("https://pay.example.com/api/payments/webhook/gateway/a/c"));
  }

  private static ScriptedGateway open() {
    try {
      return new ScriptedGateway();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String code(Money price) {
    return BrCode.dynamic("pix.sandbox.example/qr/v2/1", price, RECEIVER).text();
  }
}
