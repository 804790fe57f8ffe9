package elysia.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What Telegram makes of a file.
public enum MediaKind {
  PHOTO,
  VIDEO,
  /// A GIF.
  ANIMATION,
  AUDIO,
  /// Speech, played in the chat.
  VOICE,
  DOCUMENT;

  /// The word in SQL, in stored content and in the Bot API's field names: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Empty for a word that names none.
  public static Optional<MediaKind> ofWord(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
