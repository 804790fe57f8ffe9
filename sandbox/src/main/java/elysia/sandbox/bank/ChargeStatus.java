package elysia.sandbox.bank;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What has become of a charge, in the bank's words; each gateway has its own for them.
public enum ChargeStatus {
  CREATED,
  PAID,
  EXPIRED,
  CANCELED,
  REFUNDED,
  /// The payer's bank contests the payment (MED).
  DISPUTED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
