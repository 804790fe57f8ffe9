package elysia.payments.syncpay;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.Money;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.Translation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SyncPay's webhooks in every shape that has been seen, and what is none of a charge.
class SyncPayReportsTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ID = "3df0319d-ecf7-42d9-94c5-3b7c4a5b2e11";
  private static final String END_TO_END = "E12345678202601151432AbcDefghIJK";
  private static final String FIELDS =
      """
      "id":"%s","client":{"name":"FULANO DE TAL","email":"f@example.com","document":"12345678909"},
      "pix_code":"000201","amount":%s,"final_amount":18.91,"currency":"BRL","status":"completed",
      "payment_method":"pix","end_to_end":"%s","debtor_account":{},"created_at":"2026-01-15T14:32:00Z"
      """;

  /// A: in `data`, the amount a number.
  private static final String ENVELOPE =
      "{\"data\":{" + FIELDS.formatted(ID, "19.90", END_TO_END) + "}}";

  /// B: without `data`, the amount a text.
  private static final String FLAT = "{" + FIELDS.formatted(ID, "\"19.90\"", END_TO_END) + "}";

  /// C: the older API's words; the amount is an integer of reais when it has no cents.
  private static final String LEGACY =
      """
      {"data":{"id":"%s","idtransaction":"%s","amount":19.9,"status":"PAID_OUT","user_id":"77",
       "client_name":"FULANO DE TAL","client_document":"12345678909","paymentcode":"000201",
       "data_registro":"2026-01-15T14:32:00Z","taxa_deposito":0.5,"deposito_liquido":19.2,
       "adquirente_ref":"7","externalreference":"4711","checkout":{"utm_source":"FB"}}}
      """
          .formatted(ID, ID);

  static final List<String> SHAPES = List.of(ENVELOPE, FLAT, LEGACY);

  private static final PaymentGateway GATEWAY =
      new TestedSyncPay().at(URI.create("http://localhost"));

  @ParameterizedTest
  @FieldSource("SHAPES")
  void all_shapes_mean_the_same_sale(String body) {
    for (var header : List.of("cashin.update", "cashin.updated", "CashIn.Update", "")) {
      var report = changed(body, header);

      assertThat(report.identifiers().id()).isEqualTo(ID);
      assertThat(report.status()).isEqualTo(new ChargeStatus.Paid(AT));
      assertThat(report.gross()).contains(Money.brl(1990));
    }
  }

  @Test
  void every_name_of_the_charge_is_kept_as_it_is() {
    assertThat(changed(ENVELOPE, "cashin.update").identifiers().all())
        .containsOnly(Map.entry("id", ID), Map.entry("end_to_end_id", END_TO_END));
    assertThat(changed(LEGACY, "cashin.update").identifiers().all())
        .containsOnly(Map.entry("id", ID), Map.entry("idtransaction", ID));
    assertThat(changed(LEGACY.replace("\"id\":\"" + ID + "\",", ""), "").identifiers().id())
        .isEqualTo(ID);
  }

  @Test
  void an_integer_amount_is_reais() {
    assertThat(changed(LEGACY.replace("19.9", "20"), "").gross()).contains(Money.brl(2000));
    assertThat(changed(LEGACY.replace("19.9", "1500"), "").gross()).contains(Money.brl(150_000));
  }

  @ParameterizedTest
  @CsvSource({"USD, USD", "eur, EUR", "XYZ, XXX"})
  void another_currency_is_not_the_price(String told, String read) {
    var gross = changed(ENVELOPE.replace("BRL", told), "cashin.update").gross();

    assertThat(gross).contains(new Money(1990, Currency.getInstance(read)));
    assertThat(gross).isNotEqualTo(java.util.Optional.of(Money.brl(1990)));
  }

  @ParameterizedTest
  @CsvSource({
    "pending, Waiting",
    "WAITING_FOR_APPROVAL, Waiting",
    "completed, Paid",
    "Completed, Paid",
    "PAID_OUT, Paid",
    "failed, Failed",
    "cancelled, Canceled",
    "refunded, Refunded",
    "med, Disputed",
    "MED, Disputed",
    "paid, Unknown",
    "CONFIRMED, Unknown",
    "APPROVED, Unknown",
    "expired, Unknown"
  })
  void only_the_status_word_counts(String word, String status) {
    var report = changed(ENVELOPE.replace("completed", word), "cashin.update");

    assertThat(report.status().getClass().getSimpleName()).isEqualTo(status);
    assertThat(report.rawStatus()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cashout.update", "cashout.create", "CASHOUT.UPDATE", "infraction.create"})
  void what_the_event_header_calls_something_else_is_no_sale(String header) {
    for (var body : SHAPES) {
      assertThat(translate(body, header))
          .isEqualTo(new Translation.Ignored(header.toLowerCase(java.util.Locale.ROOT)));
    }
  }

  @Test
  void a_withdrawal_without_the_header_is_known_by_its_key() {
    var body =
        "{\"data\":{\"id\":\"%s\",\"amount\":19.90,\"status\":\"completed\",\"pix_key\":\"k\",\"pix_type\":\"EMAIL\"}}"
            .formatted(ID);

    assertThat(translate(body, "")).isEqualTo(new Translation.Ignored("cashout"));
  }

  @Test
  void an_event_name_of_any_length_stays_short() {
    var translation = (Translation.Ignored) translate(FLAT, "x".repeat(8000));

    assertThat(translation.eventType()).hasSizeLessThanOrEqualTo(64);
  }

  private static ChargeReport changed(String body, String header) {
    var translation = translate(body, header);
    assertThat(translation).isInstanceOf(Translation.ChargeChanged.class);
    return ((Translation.ChargeChanged) translation).report();
  }

  private static Translation translate(String body, String header) {
    var headers = header.isEmpty() ? Map.<String, String>of() : Map.of("event", header);
    var raw =
        new RawWebhook(
            body.getBytes(StandardCharsets.UTF_8), "application/json", null, headers, AT);
    return GATEWAY.webhooks().translate(raw).getFirst();
  }
}
