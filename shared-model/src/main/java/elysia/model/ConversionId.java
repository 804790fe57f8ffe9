package elysia.model;

/// One event for one destination: `conversions.id`.
public record ConversionId(long value) {
  public ConversionId {
    if (value <= 0) {
      throw new IllegalArgumentException("conversion id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
