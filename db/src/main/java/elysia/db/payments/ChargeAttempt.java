package elysia.db.payments;

import elysia.model.AttemptId;
import elysia.model.GatewayAccountId;
import elysia.model.PaymentId;

/// One try to charge a payment at one account.
public record ChargeAttempt(
    AttemptId id, PaymentId payment, GatewayAccountId account, State state) {

  /// What became of it.
  public enum State {
    /// Begun; the gateway is being asked, or we crashed while it was.
    CALLING,
    CREATED,
    REJECTED,
    /// A charge may exist.
    UNKNOWN;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State ofWord(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
