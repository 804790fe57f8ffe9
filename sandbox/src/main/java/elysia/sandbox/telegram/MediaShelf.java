package elysia.sandbox.telegram;

import elysia.sandbox.telegram.RawRequest.Upload;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Files that came by upload, for the phone to show. Bounded: old ones make room for new ones.
@Singleton
final class MediaShelf {
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private final Map<String, Upload> files = new LinkedHashMap<>();
  private long bytes;

  /// What a call names as its file: an upload of its own, a file id, or a URL.
  FileId take(Bot bot, MediaKind kind, String reference, Optional<Upload> upload) {
    if (upload.isPresent()) {
      return upload(bot, kind, upload.get());
    }
    if (reference.startsWith("http://") || reference.startsWith("https://")) {
      return fromUrl(bot, kind, reference);
    }
    var id = FileId.parse(reference).orElseThrow(MediaShelf::wrongIdentifier);
    if (id.bot() != bot.id()) {
      throw wrongIdentifier();
    }
    if (id.kind() != kind) {
      throw Refusal.badRequest(
          "can't use file of type %s as %s".formatted(id.kind().word(), kind.word()));
    }
    return id;
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
      if (URI.create(url).getHost() == null) {
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

  /// The size of a file whose content is here.
  synchronized OptionalInt size(FileId id) {
    var file = files.get(id.contentKey());
    return file == null ? OptionalInt.empty() : OptionalInt.of(file.content().length);
  }

  /// The file behind an id, empty where it came by URL or in an earlier run.
  synchronized Optional<byte[]> content(String fileId) {
    return FileId.parse(fileId).map(id -> files.get(id.contentKey())).map(Upload::content);
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
    return imageType(content)
        .orElseGet(() -> isMp4(content) ? "video/mp4" : "application/octet-stream");
  }

  private static boolean isMp4(byte[] content) {
    return content.length >= 8
        && new String(content, 4, 4, StandardCharsets.US_ASCII).equals("ftyp");
  }

  private static Refusal wrongIdentifier() {
    return Refusal.badRequest("wrong file identifier/HTTP URL specified");
  }
}
