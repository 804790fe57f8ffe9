package elysia.panel.bots;

import elysia.db.media.MediaLibrary.MediaView;
import java.util.List;

/// A message that Telegram can take, with files that we have.
///
/// @param planColumns how many plans stand side by side; 1 is a list
record BotMessage(
    List<String> texts,
    List<File> files,
    MediaMode mediaMode,
    boolean textAsCaption,
    int planColumns) {
  BotMessage {
    texts = List.copyOf(texts);
    files = List.copyOf(files);
  }

  /// @param caption empty for none
  record File(MediaView media, String caption) {}

  /// How several files go out, in the words of stored content.
  enum MediaMode {
    GROUP,
    SINGLE
  }
}
