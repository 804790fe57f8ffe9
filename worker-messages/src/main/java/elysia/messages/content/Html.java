package elysia.messages.content;

import java.util.regex.Pattern;

/// Telegram's HTML around texts that stay plain: whatever a seller or a person wrote is escaped.
public final class Html {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Html() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// What a reader sees of our HTML.
  public static String plain(String html) {
    return TAG.matcher(html)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  public static String bold(String text) {
    return "<b>" + escape(text) + "</b>";
  }

  /// Tapping it copies it.
  public static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }
}
