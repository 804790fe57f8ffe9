package elysia.model;

import java.util.Locale;

/// The life of a payment, `payments.status`. Not knowing is no status: it belongs to an attempt.
public enum PaymentStatus {
  PENDING,
  PAID,
  EXPIRED,
  CANCELED,
  FAILED,
  REFUNDED,
  DISPUTED;

  /// Whether money can move a payment from here to `next`: a late payment of an expired code is
  /// real money, and nothing takes a paid payment back but a refund or a dispute.
  public boolean canBecome(PaymentStatus next) {
    return switch (this) {
      case PENDING -> next != PENDING && next != REFUNDED && next != DISPUTED;
      case EXPIRED, CANCELED, FAILED -> next == PAID;
      case PAID -> next == REFUNDED || next == DISPUTED;
      case DISPUTED -> next == REFUNDED;
      case REFUNDED -> false;
    };
  }

  /// The word in SQL, logs and messages: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static PaymentStatus ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
