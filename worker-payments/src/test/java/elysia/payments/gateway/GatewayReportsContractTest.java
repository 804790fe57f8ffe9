package elysia.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import elysia.model.Money;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every adapter must make of its provider's words on a charge, in webhooks and when asked.
class GatewayReportsContractTest {
  static final List<TestedGateway> GATEWAYS = GatewayContractTest.GATEWAYS;

  private static final Money PRICE = Money.brl(1990);
  private static final String ID = "9c29870c-9f69-4bb6-90d3-2dce9453bb45";
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final URI NOBODY = URI.create("http://localhost");
  private static final int MILLION = 1_000_000;

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void every_price_is_read_from_webhooks_and_queries(TestedGateway tested) {
    var gateway = tested.at(NOBODY);
    var queries = gateway.statusQueries().orElseThrow();
    for (long cents = 1; cents <= MILLION; cents += 101) {
      var price = Money.brl(cents);

      var told = changed(gateway, tested.report(ID, tested.paid(), price));
      var asked = queries.answered(Json.read(tested.query(ID, tested.paid(), price)), AT);

      assertThat(told.gross()).contains(price);
      assertThat(((QueryOutcome.Reported) asked).report().gross()).contains(price);
    }
  }

  @ParameterizedTest
  @FieldSource("GATEWAYS")
  void webhook_and_query_say_the_same_of_a_charge(TestedGateway tested) {
    var gateway = tested.at(NOBODY);

    var told = changed(gateway, tested.report(ID, tested.paid(), PRICE));
    var asked =
        gateway
            .statusQueries()
            .orElseThrow()
            .answered(Json.read(tested.query(ID, tested.paid(), PRICE)), AT);

    assertThat(told.status()).isEqualTo(new ChargeStatus.Paid(AT));
    assertThat(asked).isEqualTo(new QueryOutcome.Reported(told));
    assertThat(changed(gateway, tested.report(ID, tested.waiting(), PRICE)).status())
        .isEqualTo(new ChargeStatus.Waiting());
  }

  static Stream<Arguments> strangeWords() {
    return each(
        tested ->
            Stream.of("approved", "confirmed", "payed", "PAGO", "paid!", "0")
                .map(word -> arguments(tested, word)));
  }

  @ParameterizedTest
  @MethodSource("strangeWords")
  void an_unknown_status_word_is_kept_and_never_paid(TestedGateway tested, String word) {
    var report = changed(tested.at(NOBODY), tested.report(ID, word, PRICE));

    assertThat(report.status()).isEqualTo(new ChargeStatus.Unknown(word));
    assertThat(report.rawStatus()).isEqualTo(word);
  }

  static Stream<Arguments> garbage() {
    return each(
        tested ->
            Stream.of(
                    "",
                    "[]",
                    "{}",
                    "null",
                    "7",
                    "{\"data\":null}",
                    "{\"data\":[]}",
                    "{\"id\":\"x\"}",
                    "{\"status\":\"paid\"}",
                    "{\"id\":{},\"status\":\"paid\"}",
                    "{\"id\":\"x\",\"status\":7}",
                    "{\"id\":\"a b\",\"status\":\"paid\"}",
                    "<html></html>",
                    "id=%zz&status=paid",
                    "{\"id\":\"x\",\"status\":\"paid\"")
                .map(body -> arguments(tested, body)));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbage_is_malformed_and_never_an_exception(TestedGateway tested, String body) {
    var gateway = tested.at(NOBODY);

    assertThat(gateway.webhooks().translate(webhook(body)))
        .singleElement()
        .isInstanceOf(Translation.Malformed.class);
    assertThat(gateway.statusQueries().orElseThrow().answered(Json.read(body), AT))
        .isInstanceOf(QueryOutcome.NoAnswer.class);
  }

  private static Stream<Arguments> each(Function<TestedGateway, Stream<Arguments>> cases) {
    return GATEWAYS.stream().flatMap(cases);
  }

  private static ChargeReport changed(PaymentGateway gateway, String body) {
    var translations = gateway.webhooks().translate(webhook(body));
    assertThat(translations).singleElement().isInstanceOf(Translation.ChargeChanged.class);
    return ((Translation.ChargeChanged) translations.getFirst()).report();
  }

  private static RawWebhook webhook(String body) {
    return new RawWebhook(
        body.getBytes(StandardCharsets.UTF_8), "application/json", null, Map.of(), AT);
  }
}
