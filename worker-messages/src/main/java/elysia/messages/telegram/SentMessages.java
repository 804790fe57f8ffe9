package elysia.messages.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.media.TelegramFile;
import elysia.model.MediaKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads the messages that a send returned.
final class SentMessages {
  private SentMessages() {}

  /// @param result a message, or an album's array of them
  static SendOutcome read(JsonNode result) {
    var messages = new ArrayList<SendOutcome.Message>();
    for (var message : result.isArray() ? result : List.of(result)) {
      var id = message.path("message_id");
      if (!id.canConvertToLong() || id.asLong() <= 0) {
        return new TelegramFailure.Ambiguous("ok sem message_id");
      }
      messages.add(new SendOutcome.Message(id.asLong(), files(message)));
    }
    return messages.isEmpty()
        ? new TelegramFailure.Ambiguous("ok sem message_id")
        : new SendOutcome.Sent(messages);
  }

  private static Map<MediaKind, TelegramFile> files(JsonNode message) {
    var files = new EnumMap<MediaKind, TelegramFile>(MediaKind.class);
    for (var kind : MediaKind.values()) {
      var found = message.path(kind.word());
      // a photo comes in several sizes, the largest last
      var file = found.isArray() ? found.path(found.size() - 1) : found;
      var id = file.path("file_id").asText("");
      if (!id.isEmpty()) {
        files.put(kind, new TelegramFile(id, file.path("file_unique_id").asText("")));
      }
    }
    return files;
  }
}
