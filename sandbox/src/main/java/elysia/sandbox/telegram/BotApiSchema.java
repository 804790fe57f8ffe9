package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import elysia.sandbox.common.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The published types of the Bot API's calls (generated: see bot-api-schema/README.md). A field
/// that they don't have is refused, where the real service would ignore it: a misspelt field is
/// always a defect of the caller.
@Singleton
final class BotApiSchema {
  private static final ObjectNode ROOT = read();
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V7);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).pathType(PathType.LEGACY).build();

  /// Loading one takes a while, and every sandbox of a process uses the same.
  private static final Map<Method, JsonSchema> LOADED = new ConcurrentHashMap<>();

  /// Of several faults the one that Telegram words itself comes first, then the deepest. One about
  /// a constant only tells that a variant of the type is not meant.
  private static final Comparator<ValidationMessage> TELLING =
      Comparator.<ValidationMessage>comparingInt(m -> m.getType().equals("const") ? 1 : 0)
          .thenComparingInt(m -> SchemaWords.telegrams(m).isPresent() ? 0 : 1)
          .thenComparingInt(m -> -m.getInstanceLocation().getNameCount())
          .thenComparing(ValidationMessage::getMessage);

  private static ObjectNode read() {
    try (var in = BotApiSchema.class.getResourceAsStream("bot-api.json")) {
      return (ObjectNode) Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("bot-api.json is not readable", e);
    }
  }

  /// @throws Refusal when the arguments are not of the method's type
  void check(Method method, ObjectNode arguments) {
    LOADED.computeIfAbsent(method, BotApiSchema::load).validate(arguments).stream()
        .min(TELLING)
        .ifPresent(
            fault -> {
              throw Refusal.badRequest(SchemaWords.telegrams(fault).orElseGet(fault::getMessage));
            });
  }

  private static JsonSchema load(Method method) {
    var schema = ROOT.deepCopy().put("$ref", "#/definitions/" + method.parameters());
    return FACTORY.getSchema(schema, CONFIG);
  }

  boolean has(Method method, String field) {
    return !type(method, field).isMissingNode();
  }

  /// Whether the field is a text, so that a form's value is not read as JSON.
  boolean isText(Method method, String field) {
    return type(method, field).path("type").asText().equals("string");
  }

  private static JsonNode type(Method method, String field) {
    return ROOT.path("definitions").path(method.parameters()).path("properties").path(field);
  }
}
