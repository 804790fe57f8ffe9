package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The arguments as they came, in any of the Bot API's four ways: query, JSON, form or multipart.
record RawRequest(JsonNode json, Map<String, String> texts, Map<String, Upload> uploads) {
  /// An uploaded file.
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  record Upload(String fileName, byte[] content) {}

  static RawRequest read(HttpRequest<?> request, byte[] body) {
    var texts = new LinkedHashMap<String, String>();
    request.getParameters().forEach((name, all) -> texts.put(name, all.getFirst()));
    var type = request.getContentType();
    if (body.length == 0) {
      return new RawRequest(MissingNode.getInstance(), texts, Map.of());
    }
    if (is(type, MediaType.APPLICATION_JSON)) {
      var json = Json.parse(body);
      if (!json.isObject()) {
        throw Refusal.badRequest("can't parse JSON object");
      }
      return new RawRequest(json, texts, Map.of());
    }
    if (is(type, MediaType.MULTIPART_FORM_DATA)) {
      var multipart = Multipart.parse(type.orElseThrow(), body);
      texts.putAll(multipart.texts());
      return new RawRequest(MissingNode.getInstance(), texts, multipart.uploads());
    }
    if (is(type, MediaType.APPLICATION_FORM_URLENCODED)) {
      readForm(new String(body, StandardCharsets.UTF_8), texts);
    }
    return new RawRequest(MissingNode.getInstance(), texts, Map.of());
  }

  private static boolean is(Optional<MediaType> type, String name) {
    return type.isPresent() && type.get().getName().equals(name);
  }

  private static void readForm(String form, Map<String, String> texts) {
    for (var pair : form.split("&", -1)) {
      int cut = pair.indexOf('=');
      if (cut > 0) {
        texts.put(decode(pair.substring(0, cut)), decode(pair.substring(cut + 1)));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// The arguments as one JSON object of the method's types: texts read by the type of their field,
  /// and a file under a field's own name as `attach://name`. JSON null counts as absent.
  ObjectNode arguments(Method method, BotApiSchema schema) {
    var arguments = Json.object();
    texts.forEach((name, text) -> arguments.set(name, value(text, schema.isText(method, name))));
    uploads.keySet().stream()
        .filter(name -> schema.has(method, name))
        .forEach(name -> arguments.put(name, Arguments.attached(name)));
    json.properties().forEach(field -> arguments.set(field.getKey(), field.getValue()));
    arguments.properties().removeIf(field -> field.getValue().isNull());
    return arguments;
  }

  private static JsonNode value(String text, boolean isText) {
    var json =
        isText ? MissingNode.getInstance() : Json.parse(text.getBytes(StandardCharsets.UTF_8));
    return json.isMissingNode() ? TextNode.valueOf(text) : json;
  }
}
