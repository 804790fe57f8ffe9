package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import elysia.sandbox.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One field of a method, with the type it must have.
record Field(String name, Type type, boolean required) {
  private static final Pattern USERNAME = Pattern.compile("@[A-Za-z][A-Za-z0-9_]{3,31}");

  enum Type {
    STRING,
    INTEGER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    /// An integer id, or `@username`.
    CHAT,
    /// A file id, a URL, or an uploaded part.
    FILE
  }

  static Field required(String name, Type type) {
    return new Field(name, type, true);
  }

  static Field optional(String name, Type type) {
    return new Field(name, type, false);
  }

  /// The value of a form or query field, which is always text there.
  JsonNode fromText(String text) {
    return switch (type) {
      case STRING, FILE -> TextNode.valueOf(text);
      case CHAT -> text.startsWith("@") ? TextNode.valueOf(text) : json(text);
      case INTEGER, BOOLEAN, OBJECT, ARRAY -> json(text);
    };
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  boolean accepts(JsonNode value) {
    return switch (type) {
      case STRING, FILE -> value.isTextual();
      case INTEGER -> value.canConvertToLong() && value.isIntegralNumber();
      case BOOLEAN -> value.isBoolean();
      case OBJECT -> value.isObject();
      case ARRAY -> value.isArray();
      case CHAT ->
          value.isTextual()
              ? USERNAME.matcher(value.textValue()).matches()
              : value.isIntegralNumber() && value.canConvertToLong();
    };
  }

  /// What Telegram says when the field is missing.
  Refusal missing() {
    return Refusal.badRequest(
        switch (name) {
          case "chat_id" -> "chat_id is empty";
          case "text" -> "message text is empty";
          case "message_id" -> "message identifier is not specified";
          default ->
              type == Type.FILE
                  ? "there is no " + name + " in the request"
                  : "parameter \"" + name + "\" is required";
        });
  }
}
