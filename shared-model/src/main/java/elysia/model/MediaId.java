package elysia.model;

/// A file that messages can show: `media_store.id`.
public record MediaId(long value) {
  public MediaId {
    if (value <= 0) {
      throw new IllegalArgumentException("media id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
