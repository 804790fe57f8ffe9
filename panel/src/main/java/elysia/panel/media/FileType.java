package elysia.panel.media;

import elysia.model.MediaKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// What a file is, by its first bytes: names and browsers' content types are only claims. What
/// Telegram would not show as anything else is a document.
record FileType(MediaKind kind, String mime, String extension) {
  /// Enough for every sign below.
  static final int HEAD_BYTES = 64;

  /// A file begins with its magic number, written in hex.
  private record Sign(String magic, FileType type) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("ffd8ff", new FileType(MediaKind.PHOTO, "image/jpeg", "jpg")),
          new Sign("89504e470d0a1a0a", new FileType(MediaKind.PHOTO, "image/png", "png")),
          new Sign("474946383761", new FileType(MediaKind.ANIMATION, "image/gif", "gif")),
          new Sign("474946383961", new FileType(MediaKind.ANIMATION, "image/gif", "gif")),
          new Sign("494433", new FileType(MediaKind.AUDIO, "audio/mpeg", "mp3")),
          new Sign("fffb", new FileType(MediaKind.AUDIO, "audio/mpeg", "mp3")),
          new Sign("fff3", new FileType(MediaKind.AUDIO, "audio/mpeg", "mp3")),
          new Sign("fff2", new FileType(MediaKind.AUDIO, "audio/mpeg", "mp3")),
          new Sign("25504446", new FileType(MediaKind.DOCUMENT, "application/pdf", "pdf")),
          new Sign("504b0304", new FileType(MediaKind.DOCUMENT, "application/zip", "zip")));
  private static final FileType WEBP = new FileType(MediaKind.PHOTO, "image/webp", "webp");
  private static final FileType MP4 = new FileType(MediaKind.VIDEO, "video/mp4", "mp4");
  private static final FileType M4A = new FileType(MediaKind.AUDIO, "audio/mp4", "m4a");
  private static final FileType VOICE = new FileType(MediaKind.VOICE, "audio/ogg", "ogg");
  private static final FileType OTHER =
      new FileType(MediaKind.DOCUMENT, "application/octet-stream", "bin");

  /// The brands of an MP4 that Telegram plays; others are QuickTime, HEIC and the like.
  private static final Set<String> MP4_BRANDS =
      Set.of(
          "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "MSNV");

  private static final Set<String> M4A_BRANDS = Set.of("M4A ", "M4B ");

  /// @param head the first [#HEAD_BYTES] bytes, or all of a shorter file
  static FileType of(byte[] head) {
    var hex = HexFormat.of().formatHex(head);
    return SIGNS.stream()
        .filter(sign -> hex.startsWith(sign.magic()))
        .findFirst()
        .map(Sign::type)
        .orElseGet(() -> inContainer(head));
  }

  private static FileType inContainer(byte[] head) {
    var brand = text(head, 8, 12);
    if (text(head, 4, 8).equals("ftyp")) {
      return MP4_BRANDS.contains(brand) ? MP4 : M4A_BRANDS.contains(brand) ? M4A : OTHER;
    }
    return switch (text(head, 0, 4)) {
      case "RIFF" -> brand.equals("WEBP") ? WEBP : OTHER;
      case "OggS" -> text(head, 28, 36).equals("OpusHead") ? VOICE : OTHER;
      default -> OTHER;
    };
  }

  private static String text(byte[] head, int from, int to) {
    return head.length < to
        ? ""
        : new String(Arrays.copyOfRange(head, from, to), StandardCharsets.ISO_8859_1);
  }

  /// Bot API, "Sending files": 10 MB for photos, 50 MB for other files.
  long maxBytes() {
    return (kind == MediaKind.PHOTO ? 10 : 50) * 1024L * 1024L;
  }
}
