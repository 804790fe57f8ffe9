package elysia.tracking.meta;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How Meta wants personal data: lower-case hex SHA-256 of the UTF-8 bytes of the normalised value.
/// (Conversions API, "Customer information parameters"; addresses, user agents, fbc and fbp are
/// never hashed.)
final class MetaHash {
  private MetaHash() {}

  static String of(String normalised) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(normalised.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
