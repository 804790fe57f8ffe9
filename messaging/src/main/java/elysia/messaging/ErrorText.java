package elysia.messaging;

import java.util.regex.Pattern;

/// Words for what went wrong, short and without secrets: operators read them in a message's
/// headers.
final class ErrorText {
  static final int MAX_CHARS = 200;

  /// A bot's token, a CPF, or anything as long as a key, a signed token or a PIX code.
  private static final Pattern SECRET =
      Pattern.compile(
          "\\d{6,}:[A-Za-z0-9_-]{30,}"
              + "|\\b\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}\\b"
              + "|[A-Za-z0-9_|+=-]{48,}");

  private ErrorText() {}

  /// The class and what it says.
  static String of(Throwable error) {
    var message = error.getMessage();
    var name = error.getClass().getSimpleName();
    return clean(message == null ? name : name + ": " + message);
  }

  static String clean(String text) {
    var masked = SECRET.matcher(text).replaceAll("***").replaceAll("\\s+", " ");
    return masked.length() <= MAX_CHARS ? masked : masked.substring(0, MAX_CHARS);
  }
}
