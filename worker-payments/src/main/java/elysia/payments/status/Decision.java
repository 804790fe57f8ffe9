package elysia.payments.status;

import elysia.model.PaymentStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What we make of somebody's word on a payment. Pure: how money moves, without a database.
public enum Decision {
  /// The payment changed.
  APPLIED,
  /// It had that status already.
  REPEATED,
  /// Money never moves that way: an old event, or one that was overtaken.
  REFUSED,
  /// A refund or dispute that came before its payment: remembered, and applied once it is paid.
  EARLY,
  /// Another charge of a sale that is paid: the buyer paid twice, somebody must refund.
  SECOND_PAYMENT,
  /// A status word that we don't know.
  UNKNOWN_STATUS;

  /// @param told the status somebody reports, null for a word that we don't know
  static Decision of(PaymentStatus current, @Nullable PaymentStatus told) {
    if (told == null) {
      return UNKNOWN_STATUS;
    }
    if (told == current) {
      return REPEATED;
    }
    if (current.canBecome(told)) {
      return APPLIED;
    }
    return takesBack(told) && !wasPaid(current) ? EARLY : REFUSED;
  }

  /// What a payment becomes right after it became paid, in this order.
  static List<PaymentStatus> afterPaid(Set<PaymentStatus> early) {
    return List.of(PaymentStatus.DISPUTED, PaymentStatus.REFUNDED).stream()
        .filter(early::contains)
        .toList();
  }

  /// Whether the money came, whatever became of it then.
  public static boolean wasPaid(PaymentStatus status) {
    return status == PaymentStatus.PAID || takesBack(status);
  }

  private static boolean takesBack(PaymentStatus status) {
    return status == PaymentStatus.REFUNDED || status == PaymentStatus.DISPUTED;
  }

  /// The word in SQL and metrics.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
