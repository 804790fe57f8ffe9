package elysia.model;

/// A customer of Elysia: `organizations.id`. Every business row belongs to one.
public record OrganizationId(long value) {
  public OrganizationId {
    if (value <= 0) {
      throw new IllegalArgumentException("organization id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
