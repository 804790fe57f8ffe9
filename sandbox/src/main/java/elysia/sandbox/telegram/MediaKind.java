package elysia.sandbox.telegram;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of media a bot can send here.
enum MediaKind {
  PHOTO("AgAC", 10),
  VIDEO("BAAC", 50),
  DOCUMENT("BQAC", 50);

  private final String prefix;
  private final int maxMegabytes;

  MediaKind(String prefix, int maxMegabytes) {
    this.prefix = prefix;
    this.maxMegabytes = maxMegabytes;
  }

  /// What a file id of this kind begins with.
  String prefix() {
    return prefix;
  }

  /// The largest upload.
  int maxBytes() {
    return maxMegabytes * 1024 * 1024;
  }

  /// The kind's word in field names and in `InputMedia.type`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MediaKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
