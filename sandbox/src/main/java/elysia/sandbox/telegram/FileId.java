package elysia.sandbox.telegram;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/// A file id carries its own proof: kind of media, bot and content, closed by a check sum. So a bot
/// can use its ids after a restart of the sandbox, but no other bot can, and none can be invented.
record FileId(MediaKind kind, long bot, String contentKey) {
  private static final int KEY_BYTES = 10;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  static FileId of(MediaKind kind, long bot, byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      var key = HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_BYTES));
      return new FileId(kind, bot, key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Optional<FileId> parse(String text) {
    for (var kind : MediaKind.values()) {
      if (text.startsWith(kind.prefix())) {
        return parse(kind, text);
      }
    }
    return Optional.empty();
  }

  private static Optional<FileId> parse(MediaKind kind, String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text.substring(kind.prefix().length()));
      if (bytes.length != Long.BYTES + KEY_BYTES + Integer.BYTES) {
        return Optional.empty();
      }
      var buffer = ByteBuffer.wrap(bytes);
      long bot = buffer.getLong();
      var key = new byte[KEY_BYTES];
      buffer.get(key);
      var id = new FileId(kind, bot, HexFormat.of().formatHex(key));
      return id.text().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  String text() {
    var crc = new CRC32();
    crc.update((kind.prefix() + bot + contentKey).getBytes(StandardCharsets.US_ASCII));
    var bytes =
        ByteBuffer.allocate(Long.BYTES + KEY_BYTES + Integer.BYTES)
            .putLong(bot)
            .put(HexFormat.of().parseHex(contentKey))
            .putInt((int) crc.getValue());
    return kind.prefix() + ENCODER.encodeToString(bytes.array());
  }
}
