package elysia.payments.webhook;

import elysia.payments.status.Decision;
import java.util.Locale;

/// What was made of one event of a gateway: `gateway_events.outcome`.
enum WebhookOutcome {
  APPLIED,
  REPEATED,
  REFUSED,
  EARLY,
  SECOND_PAYMENT,
  UNKNOWN_STATUS,
  /// Nothing proves it: a status query decides.
  CONFIRMING,
  /// Account, id or amount contradict what we know: nothing is applied.
  MISMATCH,
  /// No charge of ours, or not yet.
  UNMATCHED,
  IGNORED,
  MALFORMED;

  static WebhookOutcome of(Decision decision) {
    return switch (decision) {
      case APPLIED -> APPLIED;
      case REPEATED -> REPEATED;
      case REFUSED -> REFUSED;
      case EARLY -> EARLY;
      case SECOND_PAYMENT -> SECOND_PAYMENT;
      case UNKNOWN_STATUS -> UNKNOWN_STATUS;
    };
  }

  /// The word in SQL, logs and metrics.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
