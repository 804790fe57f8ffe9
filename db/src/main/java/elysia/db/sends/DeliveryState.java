package elysia.db.sends;

import java.util.Locale;

/// How far the delivery of a paid payment is, `deliveries.state`.
public enum DeliveryState {
  PENDING,
  DELIVERED,
  FAILED,
  /// The seller has not said what to deliver.
  UNCONFIGURED;

  static DeliveryState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
