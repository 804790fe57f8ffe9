package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.telegram.RawRequest.Upload;
import java.util.Optional;
import java.util.Set;

/// The part of a message that describes its file.
final class MediaJson {
  private static final Set<MediaKind> NAMED =
      Set.of(MediaKind.VIDEO, MediaKind.ANIMATION, MediaKind.AUDIO, MediaKind.DOCUMENT);
  private static final Set<MediaKind> UNTYPED = Set.of(MediaKind.PHOTO, MediaKind.VIDEO_NOTE);

  private MediaJson() {}

  /// `{"video": {...}}`, or whatever the kind's field is.
  ///
  /// @param upload empty where the content is not here: it came by URL, or in an earlier run
  static ObjectNode of(FileId file, Optional<Upload> upload) {
    var part = Json.object();
    var word = file.kind().word();
    var description =
        switch (file.kind()) {
          case PHOTO -> part.putArray(word).addObject().put("width", 1280).put("height", 720);
          case VIDEO, ANIMATION ->
              part.putObject(word).put("width", 1280).put("height", 720).put("duration", 10);
          case AUDIO, VOICE -> part.putObject(word).put("duration", 10);
          case VIDEO_NOTE -> part.putObject(word).put("length", 384).put("duration", 10);
          case DOCUMENT -> part.putObject(word);
        };
    description.put("file_id", file.text()).put("file_unique_id", file.contentKey());
    upload.ifPresent(it -> describe(description, file.kind(), it));
    return part;
  }

  private static void describe(ObjectNode description, MediaKind kind, Upload upload) {
    description.put("file_size", upload.content().length);
    if (NAMED.contains(kind)) {
      description.put("file_name", upload.fileName());
    }
    if (!UNTYPED.contains(kind)) {
      description.put("mime_type", MediaShelf.contentType(upload.content()));
    }
  }
}
