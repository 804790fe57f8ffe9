package elysia.model.wire;

import elysia.model.PaymentId;

/// Tell the buyer of a payment what has become of it.
///
/// @param key makes the message's sends unique: the same key is never sent twice
public record DeliverCommand(String key, PaymentId payment, What what) {
  /// What the buyer gets.
  public enum What {
    /// The PIX code to pay.
    PIX,
    /// The same code as a picture: the buyer asked.
    QR,
    /// An apology: no gateway made the charge.
    CHARGE_FAILED,
    /// The product that was paid for.
    PRODUCT,
    /// Where the payment stands: the buyer asked.
    STATE
  }
}
