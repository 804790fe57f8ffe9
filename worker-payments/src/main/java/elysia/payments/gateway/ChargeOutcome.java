package elysia.payments.gateway;

import elysia.model.BrCode;
import elysia.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of asking a gateway for one PIX charge. Every answer maps to exactly one of these.
///
/// None of them means "paid": that comes later, by webhook or status query, as a [ChargeStatus].
public sealed interface ChargeOutcome {
  /// The charge waits for its payment. `code` is the PIX copia e cola that goes to the buyer;
  /// `expiresAt` is null where the gateway doesn't say.
  record Created(ChargeIdentifiers identifiers, BrCode code, @Nullable Instant expiresAt)
      implements ChargeOutcome {}

  /// Certainly no charge exists: another account may be asked.
  record Rejected(RejectionCode code, String detail) implements ChargeOutcome {}

  /// We can't tell (timeout, broken answer): a charge may exist.
  record Unknown(String cause) implements ChargeOutcome {}

  /// `Created`, when `code` is a PIX code that charges `amount`. Otherwise the charge exists, but
  /// nobody may see its code.
  static ChargeOutcome created(
      ChargeIdentifiers identifiers, String code, @Nullable Instant expiresAt, Money amount) {
    BrCode valid;
    try {
      valid = new BrCode(code.strip());
    } catch (IllegalArgumentException e) {
      return new Unknown("código PIX inválido: " + e.getMessage());
    }
    var charged = valid.amount().orElse(amount);
    return charged.equals(amount)
        ? new Created(identifiers, valid, expiresAt)
        : new Unknown(
            "código PIX de %s, esperado %s".formatted(charged.decimal(), amount.decimal()));
  }
}
