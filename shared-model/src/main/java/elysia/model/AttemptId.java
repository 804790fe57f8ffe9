package elysia.model;

/// One try to charge a payment at one gateway account: `payment_attempts.id`.
public record AttemptId(long value) {
  public AttemptId {
    if (value <= 0) {
      throw new IllegalArgumentException("attempt id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
