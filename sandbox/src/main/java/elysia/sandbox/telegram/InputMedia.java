package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An `InputMedia`: one item of an album, or what an edit puts in place of a file.
record InputMedia(MediaKind kind, String media, FormattedText caption) {
  /// These come in albums of their own kind only.
  private static final Set<MediaKind> AMONG_THEMSELVES =
      Set.of(MediaKind.DOCUMENT, MediaKind.AUDIO);

  static InputMedia of(JsonNode item) {
    var kind = MediaKind.of(item.path("type").asText());
    var caption =
        FormattedText.caption(item.path("caption").asText(""), item.path("parse_mode").asText(""));
    return new InputMedia(kind, item.path("media").asText(), caption);
  }

  /// @throws Refusal when kinds are mixed that may not be
  static List<InputMedia> album(JsonNode items) {
    var album = new ArrayList<InputMedia>();
    items.forEach(item -> album.add(of(item)));
    var kinds = album.stream().map(InputMedia::kind).distinct().toList();
    if (kinds.size() > 1 && kinds.stream().anyMatch(AMONG_THEMSELVES::contains)) {
      throw Refusal.badRequest(
          kinds.contains(MediaKind.DOCUMENT)
              ? "document can't be mixed with other media types"
              : "audio can't be mixed with other media types");
    }
    return album;
  }
}
