package elysia.messages.content;

/// Telegram's HTML around texts that stay plain: whatever a seller or a person wrote is escaped.
public final class Html {
  private Html() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  public static String bold(String text) {
    return "<b>" + escape(text) + "</b>";
  }

  /// Tapping it copies it.
  public static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }
}
