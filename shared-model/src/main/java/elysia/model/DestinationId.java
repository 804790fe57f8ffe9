package elysia.model;

/// Where conversions go, a pixel or a UTMify account: `conversion_destinations.id`.
public record DestinationId(long value) {
  public DestinationId {
    if (value <= 0) {
      throw new IllegalArgumentException("destination id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
