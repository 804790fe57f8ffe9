package elysia.model;

/// A seller's account at a payment gateway: `gateway_accounts.id`.
public record GatewayAccountId(long value) {
  public GatewayAccountId {
    if (value <= 0) {
      throw new IllegalArgumentException("gateway account id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
