package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The `media` of a sendMediaGroup.
final class Album {
  private static final int MIN_ITEMS = 2;
  private static final int MAX_ITEMS = 10;
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "media",
          "caption",
          "parse_mode",
          "caption_entities",
          "show_caption_above_media",
          "has_spoiler",
          "width",
          "height",
          "duration",
          "supports_streaming");

  private Album() {}

  record Item(MediaKind kind, String media, String caption, String parseMode) {}

  static List<Item> check(JsonNode media) {
    if (media.size() < MIN_ITEMS || media.size() > MAX_ITEMS) {
      throw Refusal.badRequest("wrong number of items in the media group: 2-10 expected");
    }
    var items = new ArrayList<Item>();
    for (var item : media) {
      items.add(item(item));
    }
    boolean documents = items.stream().anyMatch(item -> item.kind() == MediaKind.DOCUMENT);
    boolean others = items.stream().anyMatch(item -> item.kind() != MediaKind.DOCUMENT);
    if (documents && others) {
      throw Refusal.badRequest("document can't be mixed with other media types");
    }
    return items;
  }

  private static Item item(JsonNode item) {
    if (!item.isObject()) {
      throw Refusal.badRequest("can't parse InputMedia: expected an object");
    }
    item.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw Refusal.badRequest(
                    "can't parse InputMedia: unknown field \"%s\"".formatted(name));
              }
            });
    var kind =
        MediaKind.of(item.path("type").asText())
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "can't parse InputMedia: type \"%s\" can't be used in an album"
                            .formatted(item.path("type").asText())));
    if (!item.path("media").isTextual() || item.path("media").textValue().isEmpty()) {
      throw Refusal.badRequest("can't parse InputMedia: media not found");
    }
    return new Item(
        kind,
        item.path("media").textValue(),
        item.path("caption").asText(""),
        item.path("parse_mode").asText(""));
  }
}
