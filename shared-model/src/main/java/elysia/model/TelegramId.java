package elysia.model;

/// A Telegram user or chat. Needs 64 bits; the ids of groups are negative.
public record TelegramId(long value) {
  public TelegramId {
    if (value == 0) {
      throw new IllegalArgumentException("Telegram id must not be 0");
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
