package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import elysia.sandbox.common.Json;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text without its markup, and the entities that the markup became. Offsets and lengths count
/// UTF-16 units, as Java strings do.
record FormattedText(String text, List<Entity> entities) {
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
  static FormattedText parse(String text, String mode) {
    return switch (mode) {
      case "" -> new FormattedText(text, List.of());
      case "HTML" -> new HtmlText(text).parse();
      case "MarkdownV2" -> new MarkdownText(text).parse();
      default -> throw Refusal.badRequest("unsupported parse_mode");
    };
  }

  boolean isBlank() {
    return text.isBlank();
  }

  int length() {
    return text.length();
  }

  ArrayNode entitiesJson() {
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
