package elysia.payments.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.model.Money;
import elysia.payments.gateway.ChargeIdentifiers;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.gateway.Json;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// SyncPay's charge as webhooks and queries show it: in `data` or not, the amount as a number or as
/// a text.
final class SyncPayCharge {
  /// The older API's name for a charge, which its webhooks still carry.
  private static final String ID_TRANSACTION = "idtransaction";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Currency NONE = Currency.getInstance("XXX");

  private SyncPayCharge() {}

  /// The object with the charge's fields.
  static JsonNode fields(JsonNode body) {
    return body.path("data").isObject() ? body.path("data") : body;
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// Empty without a name of the charge or without a status.
  ///
  /// @param idField where this kind of answer has the charge's id
  static Optional<ChargeReport> report(JsonNode charge, String idField, Instant at) {
    var word = Json.text(charge, "status");
    var identifiers = identifiers(charge, idField);
    return identifiers.isEmpty() || word.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ChargeReport(identifiers.get(), status(word.get(), at), word.get(), gross(charge)));
  }

  private static Optional<ChargeIdentifiers> identifiers(JsonNode charge, String idField) {
    var others = new HashMap<String, String>();
    var older = id(charge, ID_TRANSACTION);
    older.ifPresent(id -> others.put(ID_TRANSACTION, id));
    id(charge, "end_to_end").ifPresent(id -> others.put(ChargeIdentifiers.END_TO_END_ID, id));
    return id(charge, idField).or(() -> older).map(id -> new ChargeIdentifiers(id, others));
  }

  private static Optional<String> id(JsonNode charge, String field) {
    return Json.text(charge, field).filter(SyncPayCharge::isId);
  }

  /// What the buyer pays; `final_amount` is what is left of it after fees.
  private static Optional<Money> gross(JsonNode charge) {
    return SyncPayGateway.UNIT
        .read(charge.path("amount"))
        .map(reais -> new Money(reais.minor(), currency(charge)));
  }

  /// Brazilian, unless something else is said.
  private static Currency currency(JsonNode charge) {
    var code = Json.text(charge, "currency").orElse("BRL");
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getCurrencyCode().equalsIgnoreCase(code))
        .findFirst()
        .orElse(NONE);
  }

  // the docs name pending, completed, failed, refunded and med; PAID_OUT and WAITING_FOR_APPROVAL
  // are the older API's. Others have seen PAID, CONFIRMED and APPROVED: those a query must settle
  private static ChargeStatus status(String word, Instant at) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "pending", "waiting_for_approval" -> new ChargeStatus.Waiting();
      case "completed", "paid_out" -> new ChargeStatus.Paid(at);
      case "failed" -> new ChargeStatus.Failed();
      case "canceled", "cancelled" -> new ChargeStatus.Canceled();
      case "refunded" -> new ChargeStatus.Refunded();
      case "med" -> new ChargeStatus.Disputed();
      default -> new ChargeStatus.Unknown(word);
    };
  }
}
