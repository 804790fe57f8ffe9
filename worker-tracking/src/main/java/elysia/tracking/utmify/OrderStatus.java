package elysia.tracking.utmify;

import java.time.Duration;
import java.util.Locale;

/// The statuses of an order in UTMify's words, in the order in which an order can reach them.
enum OrderStatus {
  WAITING_PAYMENT,
  REFUSED,
  PAID,
  CHARGEDBACK,
  REFUNDED;

  /// UTMify takes orders of 7 days, with money given back 45, and may block who sends older ones.
  private static final Duration SALE_WINDOW = Duration.ofHours(156);

  private static final Duration REFUND_WINDOW = Duration.ofDays(44);

  static OrderStatus ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether the money had come when an order got here.
  boolean approved() {
    return compareTo(PAID) >= 0;
  }

  /// How long after the order was made this may be told.
  Duration window() {
    return compareTo(PAID) > 0 ? REFUND_WINDOW : SALE_WINDOW;
  }
}
