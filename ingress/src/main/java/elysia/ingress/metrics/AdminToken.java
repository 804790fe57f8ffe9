package elysia.ingress.metrics;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// `ADMIN_API_TOKEN`: who has it may read everything. Without one, nobody may.
@Singleton
final class AdminToken {
  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  AdminToken(@Nullable @Property(name = "admin.api-token") String token) {
    this.expected = (token == null ? "" : token).getBytes(StandardCharsets.UTF_8);
  }

  /// @param authorization the header `Authorization`
  boolean admits(@Nullable String authorization) {
    if (expected.length == 0 || authorization == null || !authorization.startsWith(SCHEME)) {
      return false;
    }
    var presented = authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, presented);
  }
}
