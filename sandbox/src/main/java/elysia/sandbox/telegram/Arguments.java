package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import elysia.sandbox.telegram.RawRequest.Upload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The arguments of one call, checked against the method's fields.
final class Arguments {
  private final Map<String, JsonNode> values;
  private final Map<String, Upload> uploads;

  private Arguments(Map<String, JsonNode> values, Map<String, Upload> uploads) {
    this.values = values;
    this.uploads = uploads;
  }

  /// @throws Refusal when a field is unknown, missing or of a wrong type
  static Arguments check(Method method, RawRequest request) {
    var values = new LinkedHashMap<String, JsonNode>();
    for (var field : method.fields()) {
      var value = request.value(field);
      if (value.isPresent()) {
        if (!field.accepts(value.get())) {
          throw Refusal.badRequest(
              "field \"%s\" must be of type %s".formatted(field.name(), field.type()));
        }
        values.put(field.name(), value.get());
      } else if (field.required() && !request.uploads().containsKey(field.name())) {
        throw field.missing();
      }
    }
    refuseUnknown(method, request);
    return new Arguments(values, request.uploads());
  }

  private static void refuseUnknown(Method method, RawRequest request) {
    for (var name : request.fieldNames()) {
      if (method.fields().stream().noneMatch(field -> field.name().equals(name))) {
        throw Refusal.badRequest("unknown field \"" + name + "\"");
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// The value, or a missing node.
  JsonNode node(String name) {
    return values.getOrDefault(name, MissingNode.getInstance());
  }

  String text(String name) {
    return node(name).asText("");
  }

  long number(String name) {
    return node(name).asLong();
  }

  boolean flag(String name) {
    return node(name).asBoolean();
  }

  Optional<Upload> upload(String name) {
    return Optional.ofNullable(uploads.get(name));
  }

  /// The chat as a private chat's id. The sandbox has no groups and no channels.
  long chatId() {
    var chat = node("chat_id");
    if (!chat.isIntegralNumber()) {
      throw Refusal.badRequest("chat not found");
    }
    return chat.longValue();
  }
}
