package elysia.messages.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads the texts of stored content, in all shapes that earlier versions left behind: an object
/// with `messages`, `texts` or `text`, a bare text, or a text that holds such JSON itself.
public final class StoredTexts {
  /// Sellers write at most so many; a longer list is cut.
  public static final int MAX_TEXTS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredTexts() {}

  /// The texts that are not blank, empty where there is none.
  public static List<String> read(String content) {
    return parse(content).stream()
        .flatMap(StoredTexts::texts)
        .filter(text -> !text.isBlank())
        .limit(MAX_TEXTS)
        .toList();
  }

  private static Stream<String> texts(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> inner(node.textValue());
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

  private static Stream<String> inner(String text) {
    return parse(text)
        .filter(node -> node.isObject() || node.isArray())
        .map(StoredTexts::texts)
        .orElseGet(() -> Stream.of(text));
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a seller's own words
    }
  }
}
