package elysia.model;

/// A tracking link that sends a browser to a bot: `tracking_links.id`.
public record LinkId(long value) {
  public LinkId {
    if (value <= 0) {
      throw new IllegalArgumentException("link id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
