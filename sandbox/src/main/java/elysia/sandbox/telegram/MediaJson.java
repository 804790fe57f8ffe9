package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.telegram.RawRequest.Upload;
import java.util.Optional;
import java.util.OptionalInt;

/// The part of a message that describes its file.
final class MediaJson {
  private MediaJson() {}

  /// @param size empty where the content is not here: it came by URL, or in an earlier run
  static void put(ObjectNode message, FileId file, OptionalInt size, Optional<Upload> upload) {
    var description =
        switch (file.kind()) {
          case PHOTO -> message.putArray("photo").addObject().put("width", 1280).put("height", 720);
          case VIDEO ->
              message.putObject("video").put("width", 1280).put("height", 720).put("duration", 10);
          case DOCUMENT -> message.putObject("document");
        };
    description.put("file_id", file.text()).put("file_unique_id", file.contentKey());
    size.ifPresent(bytes -> description.put("file_size", bytes));
    if (upload.isPresent() && file.kind() != MediaKind.PHOTO) {
      description.put("file_name", upload.get().fileName());
    }
  }
}
