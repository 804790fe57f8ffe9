package elysia.model;

/// One wish to pay: `payments.id`.
public record PaymentId(long value) {
  public PaymentId {
    if (value <= 0) {
      throw new IllegalArgumentException("payment id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
