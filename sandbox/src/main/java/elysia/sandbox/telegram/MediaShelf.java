package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.telegram.RawRequest.Upload;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files that came by upload, for the phone to show. Bounded: old ones make room for new ones.
@Singleton
final class MediaShelf {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final int MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

  private final Map<String, Upload> files = new LinkedHashMap<>();
  private long bytes;

  /// The part of a message that describes the file which a call names: an upload of its own, a file
  /// id, or a URL.
  ObjectNode part(Bot bot, MediaKind kind, Arguments arguments, String reference) {
    var upload = arguments.upload(reference);
    var id = upload.isPresent() ? upload(bot, kind, upload.get()) : named(bot, kind, reference);
    return MediaJson.of(id, kept(id));
  }

  private static FileId named(Bot bot, MediaKind kind, String reference) {
    if (reference.startsWith("http://") || reference.startsWith("https://")) {
      return fromUrl(bot, kind, reference);
    }
    var id =
        FileId.parse(reference)
            .filter(file -> file.bot() == bot.id())
            .orElseThrow(MediaShelf::wrongIdentifier);
    if (id.kind() != kind) {
      throw Refusal.badRequest(
          "can't use file of type %s as %s".formatted(id.kind().word(), kind.word()));
    }
    return id;
  }

  /// getFile: the path of a file's content, for a download.
  JsonNode file(Bot bot, Arguments arguments) {
    var id =
        FileId.parse(arguments.text("file_id"))
            .filter(file -> file.bot() == bot.id())
            .orElseThrow(
                () -> Refusal.badRequest("wrong file_id or the file is temporarily unavailable"));
    var size = content(id).map(content -> content.length);
    if (size.orElse(0) > MAX_DOWNLOAD_BYTES) {
      throw Refusal.badRequest("file is too big");
    }
    var file = Json.object().put("file_id", id.text()).put("file_unique_id", id.contentKey());
    size.ifPresent(bytes -> file.put("file_size", bytes));
    return file.put("file_path", id.kind().word() + "/" + id.text());
  }

  private FileId upload(Bot bot, MediaKind kind, Upload upload) {
    if (upload.content().length == 0) {
      throw Refusal.badRequest("file must be non-empty");
    }
    if (upload.content().length > kind.maxBytes()) {
      throw Refusal.badRequest("file is too big");
    }
    if (kind == MediaKind.PHOTO && imageType(upload.content()).isEmpty()) {
      throw Refusal.badRequest("IMAGE_PROCESS_FAILED");
    }
    var id = FileId.of(kind, bot.id(), upload.content());
    keep(id.contentKey(), upload);
    return id;
  }

  /// The sandbox never fetches: nothing outside this machine is asked for anything.
  private static FileId fromUrl(Bot bot, MediaKind kind, String url) {
    try {
      if (URI.create(url).getHost() == null || kind == MediaKind.VIDEO_NOTE) { // takes no URL
        throw wrongIdentifier();
      }
    } catch (IllegalArgumentException malformed) {
      throw wrongIdentifier();
    }
    return FileId.of(kind, bot.id(), url.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void keep(String key, Upload upload) {
    if (files.putIfAbsent(key, upload) != null) {
      return;
    }
    bytes += upload.content().length;
    for (var oldest = files.entrySet().iterator(); bytes > MAX_BYTES && oldest.hasNext(); ) {
      bytes -= oldest.next().getValue().content().length;
      oldest.remove();
    }
  }

  /// The file behind an id, empty where it came by URL or in an earlier run.
  Optional<byte[]> content(FileId id) {
    return kept(id).map(Upload::content);
  }

  private synchronized Optional<Upload> kept(FileId id) {
    return Optional.ofNullable(files.get(id.contentKey()));
  }

  /// The type of a picture by its first bytes, empty where it is none that Telegram takes.
  static Optional<String> imageType(byte[] content) {
    if (content.length < 12) {
      return Optional.empty();
    }
    var head = HexFormat.of().formatHex(content, 0, 12);
    if (head.startsWith("89504e470d0a1a0a")) {
      return Optional.of("image/png");
    }
    if (head.startsWith("ffd8ff")) {
      return Optional.of("image/jpeg");
    }
    if (Set.of("474946383761", "474946383961").contains(head.substring(0, 12))) {
      return Optional.of("image/gif");
    }
    return head.startsWith("52494646") && head.endsWith("57454250")
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  static String contentType(byte[] content) {
    return imageType(content).orElseGet(() -> otherType(content));
  }

  private static String otherType(byte[] content) {
    var head = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("ftyp", 4)) {
      return "video/mp4";
    }
    if (head.startsWith("OggS")) {
      return "audio/ogg";
    }
    return head.startsWith("ID3") || head.startsWith("\u00ff\u00fb")
        ? "audio/mpeg"
        : "application/octet-stream";
  }

  private static Refusal wrongIdentifier() {
    return Refusal.badRequest("wrong file identifier/HTTP URL specified");
  }
}
