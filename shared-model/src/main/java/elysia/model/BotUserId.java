package elysia.model;

/// A person as one bot knows it: `bot_users.id`.
public record BotUserId(long value) {
  public BotUserId {
    if (value <= 0) {
      throw new IllegalArgumentException("bot user id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
