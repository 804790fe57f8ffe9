package elysia.model;

/// A product, price and text, frozen when it was made: `offers.id`.
public record OfferId(long value) {
  public OfferId {
    if (value <= 0) {
      throw new IllegalArgumentException("offer id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
