package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text without its markup, and the entities that the markup became. Offsets and lengths count
/// UTF-16 units, as Java strings do.
record FormattedText(String text, List<Entity> entities) {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_CAPTION = 1024;

  /// @param url only of a `text_link`
  record Entity(String type, int offset, int length, @Nullable String url) {}

  FormattedText {
    entities =
        entities.stream()
            .filter(entity -> entity.length() > 0)
            .sorted(
                Comparator.comparingInt(Entity::offset)
                    .thenComparing(Comparator.comparingInt(Entity::length).reversed()))
            .toList();
  }

  /// @param mode `HTML`, `MarkdownV2`, or empty for plain text
  /// @throws Refusal when the markup is broken
  private static FormattedText parse(String text, String mode) {
    return switch (mode) {
      case "" -> new FormattedText(text, List.of());
      case "HTML" -> new HtmlText(text).parse();
      case "MarkdownV2" -> new MarkdownText(text).parse();
      default -> throw Refusal.badRequest("unsupported parse_mode");
    };
  }

  /// A text of 1-4096 characters, counted without the markup.
  static FormattedText text(String source, String mode) {
    var text = parse(source, mode);
    if (text.text().isBlank()) {
      throw Refusal.badRequest("message text is empty");
    }
    if (text.text().length() > MAX_TEXT) {
      throw Refusal.badRequest("message is too long");
    }
    return text;
  }

  /// A caption of 0-1024 characters, counted without the markup.
  static FormattedText caption(String source, String mode) {
    var caption = parse(source, mode);
    if (caption.text().length() > MAX_CAPTION) {
      throw Refusal.badRequest("message caption is too long");
    }
    return caption;
  }

  /// Puts the text into a message; without characters takes it out.
  void putInto(ObjectNode message, String name, String entitiesName) {
    message.remove(entitiesName);
    message.remove(name);
    if (!text.isEmpty()) {
      message.put(name, text);
      if (!entities.isEmpty()) {
        message.set(entitiesName, entitiesJson());
      }
    }
  }

  private ArrayNode entitiesJson() {
    var array = Json.MAPPER.createArrayNode();
    for (var entity : entities) {
      var json =
          array
              .addObject()
              .put("type", entity.type())
              .put("offset", entity.offset())
              .put("length", entity.length());
      if (entity.url() != null) {
        json.put("url", entity.url());
      }
    }
    return array;
  }
}
