package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// PushinPay's words for the state of a charge.
public enum ChargeStatus {
  CREATED,
  PAID,
  EXPIRED,
  CANCELED;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
