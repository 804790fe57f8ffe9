package elysia.model;

import java.util.Currency;

/// An amount in minor units: BRL 19.90 is `Money(1990, BRL)`. Never a floating point number.
public record Money(long minor, Currency currency) {
  public static final Currency BRL = Currency.getInstance("BRL");

  public Money {
    if (minor < 0) {
      throw new IllegalArgumentException("money must not be negative, got " + minor);
    }
  }

  public static Money brl(long cents) {
    return new Money(cents, BRL);
  }

  /// @throws IllegalArgumentException when the currencies differ
  /// @throws ArithmeticException when the sum does not fit
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " expected, got " + other.currency);
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  /// As a Brazilian reads it: `R$ 1.234,56`.
  public String display() {
    var reais = Long.toString(minor / 100);
    var grouped = new StringBuilder();
    for (int i = 0; i < reais.length(); i++) {
      if (i > 0 && (reais.length() - i) % 3 == 0) {
        grouped.append('.');
      }
      grouped.append(reais.charAt(i));
    }
    return "R$ %s,%02d".formatted(grouped, minor % 100);
  }

  /// With a dot and two decimals, as logs and many gateways want it: `19.90`.
  public String decimal() {
    return "%d.%02d".formatted(minor / 100, minor % 100);
  }
}
