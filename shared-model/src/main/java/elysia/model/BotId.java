package elysia.model;

/// A Telegram bot of a seller: `bots.id`, ours, not Telegram's.
public record BotId(long value) {
  public BotId {
    if (value <= 0) {
      throw new IllegalArgumentException("bot id must be positive, got " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
