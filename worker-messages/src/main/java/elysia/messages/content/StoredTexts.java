package elysia.messages.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The texts of stored content: an object with `messages`, `texts` or `text`, a list, or a bare
/// text.
final class StoredTexts {
  private StoredTexts() {}

  /// The texts that are not blank, empty where there is none.
  static List<String> read(JsonNode content) {
    return texts(content).filter(text -> !text.isBlank()).limit(Content.MAX_TEXTS).toList();
  }

  private static Stream<String> texts(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Stream.of(node.textValue());
      case ARRAY -> StreamSupport.stream(node.spliterator(), false).flatMap(StoredTexts::text);
      case OBJECT ->
          Stream.of("messages", "texts", "text")
              .map(node::path)
              .filter(found -> !found.isMissingNode() && !found.isNull())
              .findFirst()
              .stream()
              .flatMap(found -> found.isArray() ? texts(found) : text(found));
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> Stream.empty();
    };
  }

  /// One message: a text, or an object with a `text`.
  private static Stream<String> text(JsonNode message) {
    var text = message.isObject() ? message.path("text") : message;
    return text.isTextual() ? Stream.of(text.textValue()) : Stream.empty();
  }
}
