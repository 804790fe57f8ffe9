package elysia.messages.media;

import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.CallFile;
import java.util.List;

/// The attachments of a call, each with what takes its place now.
public record CallFiles(List<Entry> entries) {
  public CallFiles {
    entries = List.copyOf(entries);
  }

  /// One attachment and its file.
  record Entry(Attachment attachment, CallFile file) {
    boolean uploadsMedia() {
      return attachment instanceof Attachment.Media && file instanceof CallFile.Upload;
    }
  }

  /// Whether Telegram will give a new id for content that is sent again and again.
  public boolean uploadsMedia() {
    return entries.stream().anyMatch(Entry::uploadsMedia);
  }

  /// What we can send in no way.
  public List<Attachment> missing() {
    return entries.stream()
        .filter(entry -> entry.file() instanceof CallFile.Missing)
        .map(Entry::attachment)
        .toList();
  }

  public List<CallFile> inOrder() {
    return entries.stream().map(Entry::file).toList();
  }
}
