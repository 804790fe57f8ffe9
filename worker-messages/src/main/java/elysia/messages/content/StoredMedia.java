package elysia.messages.content;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.messages.telegram.Attachment;
import elysia.model.MediaKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The media of stored content: `medias` or `media`, each with its `kind` and its content's hash
/// (`key` or `sha256`), else with a file id of the bot or a URL; in the base version's also
/// `media_refs`, which go first, and `photo_url` and `video_url`. The oldest `media_ids` are of a
/// table that is gone.
final class StoredMedia {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// The base version's order: audio, video, photo.
  private static final Comparator<Content.Item> REFERRED =
      Comparator.comparingInt(
          item ->
              switch (item.attachment().kind()) {
                case AUDIO, VOICE -> 0;
                case VIDEO, ANIMATION -> 1;
                case PHOTO, DOCUMENT -> 2;
              });

  private StoredMedia() {}

  static List<Content.Item> read(JsonNode content) {
    return Stream.of(
            listed(content.path("media_refs")).sorted(REFERRED),
            listed(content.path("medias")),
            listed(content.path("media")),
            url(content, MediaKind.PHOTO),
            url(content, MediaKind.VIDEO))
        .flatMap(items -> items)
        .limit(Content.MAX_MEDIA)
        .toList();
  }

  private static Stream<Content.Item> listed(JsonNode media) {
    var all = media.isArray() ? media : List.of(media);
    return StreamSupport.stream(all.spliterator(), false).flatMap(one -> item(one).stream());
  }

  private static Optional<Content.Item> item(JsonNode media) {
    return MediaKind.ofWord(media.path("kind").asText())
        .flatMap(kind -> attachment(kind, media))
        .map(attachment -> new Content.Item(attachment, media.path("caption").asText("")));
  }

  private static Optional<Attachment> attachment(MediaKind kind, JsonNode media) {
    return first(media, "key", "sha256")
        .filter(text -> SHA256.matcher(text).matches())
        .<Attachment>map(sha256 -> new Attachment.Media(kind, sha256))
        .or(
            () ->
                first(media, "tg_file_id", "file_id", "url")
                    .map(reference -> new Attachment.Known(kind, reference)));
  }

  private static Stream<Content.Item> url(JsonNode content, MediaKind kind) {
    return first(content, kind.word() + "_url").stream()
        .map(url -> new Content.Item(new Attachment.Known(kind, url), ""));
  }

  private static Optional<String> first(JsonNode node, String... names) {
    return Stream.of(names)
        .map(name -> node.path(name).asText(""))
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
