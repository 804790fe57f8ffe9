package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /// The value of a field. JSON null counts as absent.
  Optional<JsonNode> value(Field field) {
    var inJson = json.path(field.name());
    if (!inJson.isMissingNode() && !inJson.isNull()) {
      return Optional.of(inJson);
    }
    return Optional.ofNullable(texts.get(field.name())).map(field::fromText);
  }

  /// All names but those of files that are attached to another field by `attach://name`.
  Set<String> fieldNames() {
    var names = new LinkedHashSet<>(texts.keySet());
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
