package elysia.payments.pushinpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.payments.gateway.ChargeIdentifiers;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.gateway.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// PushinPay's charge object: the same in answers and in webhooks. What is empty there comes as
/// null, `{}` or an empty text.
final class PushinPayCharge {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private PushinPayCharge() {}

  /// The id is lower-cased: webhooks bring it in capitals. The end-to-end id is case-sensitive.
  static Optional<ChargeIdentifiers> identifiers(JsonNode charge) {
    Map<String, String> others =
        Json.text(charge, "end_to_end_id")
            .map(endToEnd -> Map.of(ChargeIdentifiers.END_TO_END_ID, endToEnd))
            .orElseGet(Map::of);
    return Json.text(charge, "id")
        .filter(id -> ID.matcher(id).matches())
        .map(id -> new ChargeIdentifiers(id.toLowerCase(Locale.ROOT), others));
  }

  /// Empty without an id or a status.
  static Optional<ChargeReport> report(JsonNode charge, Instant at) {
    return identifiers(charge)
        .flatMap(
            identifiers ->
                Json.text(charge, "status")
                    .map(
                        word ->
                            new ChargeReport(
                                identifiers,
                                status(word, at),
                                word,
                                PushinPayGateway.UNIT.read(charge.path("value")))));
  }

  // the docs name created, paid, expired and canceled; the other words are seen in the wild
  private static ChargeStatus status(String word, Instant at) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "created", "pending" -> new ChargeStatus.Waiting();
      case "paid" -> new ChargeStatus.Paid(at);
      case "expired" -> new ChargeStatus.Expired();
      case "canceled", "cancelled" -> new ChargeStatus.Canceled();
      case "refunded" -> new ChargeStatus.Refunded();
      default -> new ChargeStatus.Unknown(word);
    };
  }
}
