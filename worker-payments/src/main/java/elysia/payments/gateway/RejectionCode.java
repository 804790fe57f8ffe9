package elysia.payments.gateway;

import java.util.Locale;
import java.util.stream.Stream;

/// Why certainly no charge was made.
public enum RejectionCode {
  /// No connection: nothing was sent.
  UNREACHABLE,
  /// The gateway's rate limit (429).
  RATE_LIMITED,
  /// The account's credentials are not accepted (401, 403).
  UNAUTHORIZED,
  /// Less than the gateway charges.
  BELOW_MINIMUM,
  /// The gateway refused the request (any other 4xx).
  REFUSED;

  /// Whether the same account may take the same charge a little later.
  public boolean passes() {
    return switch (this) {
      case UNREACHABLE, RATE_LIMITED -> true;
      case UNAUTHORIZED, BELOW_MINIMUM, REFUSED -> false;
    };
  }

  /// The word in SQL.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a stored word is one of a refusal that passes.
  public static boolean passes(String word) {
    return Stream.of(values()).anyMatch(code -> code.word().equals(word) && code.passes());
  }
}
