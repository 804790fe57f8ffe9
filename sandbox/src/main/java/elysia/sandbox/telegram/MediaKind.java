package elysia.sandbox.telegram;

import java.util.Locale;

/// The kinds of media a bot can send here.
enum MediaKind {
  PHOTO("AgAC", 10),
  VIDEO("BAAC", 50),
  ANIMATION("CgAC", 50),
  AUDIO("CQAC", 50),
  VOICE("AwAC", 50),
  VIDEO_NOTE("DQAC", 50),
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

  /// The kind's word in fields and in `InputMedia.type`: `video_note`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param word one that the schema has let through
  static MediaKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
