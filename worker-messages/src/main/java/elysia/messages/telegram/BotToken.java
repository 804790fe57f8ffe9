package elysia.messages.telegram;

import java.util.Optional;
import java.util.regex.Pattern;

/// A bot's key at Telegram. Whoever has it is the bot: it is never shown whole.
public record BotToken(String value) {
  private static final Pattern SHAPE = Pattern.compile("\\d{1,18}:[A-Za-z0-9_-]{1,100}");
  private static final int HEAD = 7;
  private static final int TAIL = 5;

  public BotToken {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("digits, a colon and A-Za-z0-9_- expected in a bot token");
    }
  }

  /// The token, empty where the text cannot be one.
  public static Optional<BotToken> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new BotToken(text)) : Optional.empty();
  }

  /// The Telegram bot it is the key of.
  public long botId() {
    return Long.parseLong(value.substring(0, value.indexOf(':')));
  }

  /// As logs may show it: `8240789...LEOBE`, nothing of a short one.
  @Override
  public String toString() {
    return value.length() < 3 * (HEAD + TAIL)
        ? "***"
        : value.substring(0, HEAD) + "..." + value.substring(value.length() - TAIL);
  }
}
