package elysia.messages.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.messages.content.Content.FirstText;
import elysia.messages.content.Content.Grouping;
import elysia.messages.content.Content.Style;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Reads stored content in all shapes that earlier versions left behind. What cannot be read is
/// left out: a person gets the rest.
public final class StoredContent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MIN_COLUMNS = 2;
  private static final int MAX_COLUMNS = 3;

  private StoredContent() {}

  /// @param content JSON: an object, a list of texts, a bare text, or a text that holds such JSON
  public static Content read(String content) {
    return read(parse(content).orElse(JSON.missingNode()));
  }

  /// Content that is sent one after the other.
  ///
  /// @param contents a JSON list
  public static List<Content> readEach(String contents) {
    var list = parse(contents).orElse(JSON.missingNode());
    return StreamSupport.stream(list.spliterator(), false).map(StoredContent::read).toList();
  }

  private static Content read(JsonNode root) {
    var inner = root.isTextual() ? parse(root.textValue()).orElse(root) : root;
    var node = inner.isContainerNode() ? inner : root; // "10" is a text, not a number
    return new Content(
        StoredTexts.read(node), StoredMedia.read(node), style(node), StoredButtons.read(node));
  }

  private static Style style(JsonNode node) {
    return new Style(
        node.path("media_mode").asText().equals("single") ? Grouping.ONE_BY_ONE : Grouping.ALBUM,
        node.path("attach_text_as_caption").asBoolean() ? FirstText.CAPTION : FirstText.MESSAGE,
        node.path("plan_layout").asText().equals("adjacent")
            ? Math.clamp(node.path("plan_columns").asInt(MIN_COLUMNS), MIN_COLUMNS, MAX_COLUMNS)
            : 1);
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // a seller's own words
    }
  }
}
