package elysia.payments.pushinpay;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.Money;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.gateway.Json;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.QueryOutcome;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.Translation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What PushinPay says of charges: in webhooks of each observed shape, and when asked.
class PushinPayReportsTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ID = "9c29870c-9f69-4bb6-90d3-2dce9453bb45";
  private static final String END_TO_END = "E12345678202601151432AbcDefghIJK";
  private static final String JSON =
      """
      {"id":"9C29870C-9F69-4BB6-90D3-2DCE9453BB45","value":1990,"status":"paid","end_to_end_id":"%s",
       "payer_name":"FULANO DE TAL","payer_national_registration":"12345678909"}
      """
          .formatted(END_TO_END);
  private static final String FORM =
      "id=9C29870C-9F69-4BB6-90D3-2DCE9453BB45&value=1990&status=paid&end_to_end_id=" + END_TO_END;

  private static final PaymentGateway GATEWAY =
      PushinPayGateway.of(
          new PushinPayConfig(URI.create("http://localhost"), null), elysia.runtime.TimeScale.REAL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "text/plain",
        ""
      })
  void json_and_form_mean_the_same_whatever_the_content_type_claims(String contentType) {
    for (var body : new String[] {JSON, FORM}) {
      var report = changed(body, contentType);

      assertThat(report.identifiers().all())
          .containsOnly(Map.entry("id", ID), Map.entry("end_to_end_id", END_TO_END));
      assertThat(report.status()).isEqualTo(new ChargeStatus.Paid(AT));
      assertThat(report.gross()).contains(Money.brl(1990));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "created, Waiting",
    "CREATED, Waiting",
    "pending, Waiting",
    "paid, Paid",
    "Paid, Paid",
    "expired, Expired",
    "canceled, Canceled",
    "cancelled, Canceled",
    "refunded, Refunded",
    "approved, Unknown",
    "payed, Unknown",
    "completed, Unknown",
    "paid_out, Unknown"
  })
  void only_the_status_word_counts_and_an_unknown_one_is_never_paid(String word, String status) {
    var report = changed(JSON.replace("paid", word), "application/json");

    assertThat(report.status().getClass().getSimpleName()).isEqualTo(status);
    assertThat(report.rawStatus()).isEqualTo(word);
  }

  @Test
  void a_payers_name_does_not_make_it_paid() {
    var report = changed(JSON.replace("\"paid\"", "\"created\""), "application/json");

    assertThat(report.status()).isEqualTo(new ChargeStatus.Waiting());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"\"", "[]"})
  void what_is_empty_may_look_in_many_ways(String empty) {
    var report =
        changed(
            "{\"id\":\"%s\",\"status\":\"created\",\"value\":%s,\"end_to_end_id\":%s,\"payer_name\":%s}"
                .formatted(ID, empty, empty, empty),
            "application/json");

    assertThat(report.identifiers().others()).isEmpty();
    assertThat(report.gross()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "{\"id\":\"x\"}",
        "{\"status\":\"paid\"}",
        "{\"id\":{},\"status\":\"paid\"}",
        "{\"id\":\"x\",\"status\":7}",
        "{\"id\":\"a b\",\"status\":\"paid\"}",
        "<html></html>",
        "id=%zz&status=paid",
        "{\"id\":\"x\",\"status\":\"paid\"",
        "id=&status=paid"
      })
  void garbage_is_malformed_and_never_an_exception(String body) {
    assertThat(translate(body, "application/json")).isInstanceOf(Translation.Malformed.class);
    assertThat(translate(body, "application/x-www-form-urlencoded"))
        .isInstanceOf(Translation.Malformed.class);
  }

  @Test
  void of_a_repeated_form_field_the_first_counts() {
    var report = changed(FORM + "&status=created&", "application/x-www-form-urlencoded");

    assertThat(report.status()).isEqualTo(new ChargeStatus.Paid(AT));
  }

  @Test
  void every_amount_up_to_a_million_cents_is_read_from_json_and_form() {
    for (long cents = 1; cents <= 1_000_000; cents += 7) {
      var json = "{\"id\":\"x\",\"status\":\"paid\",\"value\":" + cents + "}";
      var form = "id=x&status=paid&value=" + cents;

      assertThat(changed(json, "application/json").gross()).contains(Money.brl(cents));
      assertThat(changed(form, "application/x-www-form-urlencoded").gross())
          .contains(Money.brl(cents));
    }
  }

  @Test
  void a_query_tells_status_amount_and_names() {
    var outcome = query(JSON);

    assertThat(outcome).isEqualTo(new QueryOutcome.Reported(changed(JSON, "application/json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "<html></html>", "{}", "null", "{\"id\":\"x\"}"})
  void an_answer_without_id_and_status_is_no_answer(String body) {
    assertThat(query(body)).isInstanceOf(QueryOutcome.NoAnswer.class);
  }

  @Test
  void the_form_of_a_name_with_special_characters_is_decoded() {
    var name = URLEncoder.encode("JOSÉ & FILHOS = 100%", StandardCharsets.UTF_8);

    assertThat(changed(FORM + "&payer_name=" + name, "application/x-www-form-urlencoded").gross())
        .isEqualTo(Optional.of(Money.brl(1990)));
  }

  private static QueryOutcome query(String body) {
    return GATEWAY.statusQueries().orElseThrow().answered(Json.read(body), AT);
  }

  private static ChargeReport changed(String body, String contentType) {
    var translation = translate(body, contentType);
    assertThat(translation).isInstanceOf(Translation.ChargeChanged.class);
    return ((Translation.ChargeChanged) translation).report();
  }

  private static Translation translate(String body, @Nullable String contentType) {
    var raw =
        new RawWebhook(body.getBytes(StandardCharsets.UTF_8), contentType, null, Map.of(), AT);
    var translations = GATEWAY.webhooks().translate(raw);
    assertThat(translations).hasSize(1);
    return translations.getFirst();
  }
}
