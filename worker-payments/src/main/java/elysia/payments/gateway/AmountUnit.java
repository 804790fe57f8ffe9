package elysia.payments.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.model.Money;
import java.math.BigDecimal;
import java.util.Optional;

/// How a gateway writes amounts. Never guessed from how big a number is (L56).
public enum AmountUnit {
  /// `1990`
  CENTS(0),
  /// `19.90`
  REAIS(2);

  private static final int MAX_DIGITS = 18;

  private final int decimals;

  AmountUnit(int decimals) {
    this.decimals = decimals;
  }

  /// The number that goes into a request.
  public BigDecimal write(Money amount) {
    return BigDecimal.valueOf(amount.minor(), decimals);
  }

  /// Reads a JSON number or a text with one; empty for everything else, and for an amount that is
  /// not whole cents.
  public Optional<Money> read(JsonNode value) {
    var text = value.isNumber() || value.isTextual() ? value.asText().strip() : "";
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      var cents = new BigDecimal(text).movePointRight(decimals);
      return cents.signum() < 0 || cents.precision() - cents.scale() > MAX_DIGITS
          ? Optional.empty()
          : Optional.of(Money.brl(cents.longValueExact()));
    } catch (ArithmeticException | NumberFormatException fractionOfACentOrNoNumber) {
      return Optional.empty();
    }
  }
}
