package elysia.messages.content;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.messages.content.Content.Markup;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The texts of stored content: an object with `messages`, `texts` or `text`, a list, or a bare
/// text.
///
/// They were written for MarkdownV2, mostly without its escapes: a text is taken as it stands, so
/// that it shows what its seller typed (C40). The oldest application escaped a text itself before
/// it sent it, unless the content said `raw`: then the seller had written MarkdownV2, escapes and
/// all, and that is what it is read as.
final class StoredTexts {
  private static final String MARKDOWN_V2 = "MarkdownV2";

  private StoredTexts() {}

  /// The texts that are not blank, empty where there is none.
  static List<Content.Text> read(JsonNode content) {
    return texts(content).filter(text -> !text.words().isBlank()).limit(Content.MAX_TEXTS).toList();
  }

  private static Stream<Content.Text> texts(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Stream.of(Content.Text.plain(node.textValue()));
      case ARRAY -> StreamSupport.stream(node.spliterator(), false).flatMap(StoredTexts::text);
      case OBJECT ->
          Stream.of("messages", "texts")
              .map(node::path)
              .filter(found -> !found.isMissingNode() && !found.isNull())
              .findFirst()
              .map(found -> found.isArray() ? texts(found) : text(found))
              .orElseGet(() -> text(node));
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> Stream.empty();
    };
  }

  /// One message: a text, or an object with a `text`.
  private static Stream<Content.Text> text(JsonNode message) {
    var text = message.isObject() ? message.path("text") : message;
    if (text.isArray()) {
      return texts(text);
    }
    return text.isTextual()
        ? Stream.of(new Content.Text(text.textValue(), markup(message)))
        : Stream.empty();
  }

  private static Markup markup(JsonNode message) {
    boolean written =
        message.path("raw").asBoolean()
            && message.path("parse_mode").asText(MARKDOWN_V2).equals(MARKDOWN_V2);
    return written ? Markup.MARKDOWN_V2 : Markup.PLAIN;
  }
}
