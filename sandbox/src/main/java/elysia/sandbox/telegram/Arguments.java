package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.telegram.RawRequest.Upload;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The arguments of one call. They are of the method's type, see [BotApiSchema].
record Arguments(ObjectNode values, Map<String, Upload> uploads) {
  private static final String ATTACHED = "attach://";
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  boolean has(String name) {
    return values.has(name);
  }

  /// The value, or a missing node.
  JsonNode node(String name) {
    return values.path(name);
  }

  String text(String name) {
    return node(name).asText("");
  }

  boolean flag(String name) {
    return node(name).asBoolean();
  }

  /// The chat as a private chat's id. The sandbox has no groups and no channels.
  long chatId() {
    if (!has("chat_id")) {
      throw Refusal.badRequest("chat_id is empty");
    }
    var chat = text("chat_id");
    if (!DIGITS.matcher(chat).matches()) {
      throw Refusal.badRequest("chat not found");
    }
    return Long.parseLong(chat);
  }

  long messageId() {
    if (!has("message_id")) {
      throw Refusal.badRequest("message identifier is not specified");
    }
    return node("message_id").asLong();
  }

  /// The upload that a file's `attach://name` points to; empty for a file id and a URL.
  Optional<Upload> upload(String file) {
    if (!file.startsWith(ATTACHED)) {
      return Optional.empty();
    }
    var upload = uploads.get(file.substring(ATTACHED.length()));
    if (upload == null) {
      throw Refusal.badRequest("attached file not found");
    }
    return Optional.of(upload);
  }

  static String attached(String part) {
    return ATTACHED + part;
  }
}
