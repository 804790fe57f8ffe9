package elysia.panel.api;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Lets nobody into `/api` without the operator's token (L89): deny by default, compared in
/// constant time.
@ServerFilter("/api/**")
@Order(-100)
final class AdminTokenFilter {
  private static final int MIN_TOKEN_LENGTH = 16;

  private final byte[] expected;

  AdminTokenFilter(@Property(name = "admin.api-token") String token) {
    if (token.length() < MIN_TOKEN_LENGTH) {
      throw new IllegalArgumentException(
          "ADMIN_API_TOKEN: pelo menos %d caracteres esperados, vieram %d"
              .formatted(MIN_TOKEN_LENGTH, token.length()));
    }
    expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  @RequestFilter
  @Nullable HttpResponse<?> requireToken(HttpRequest<?> request) {
    var given = request.getHeaders().getAuthorization().orElse("").getBytes(StandardCharsets.UTF_8);
    if (MessageDigest.isEqual(given, expected)) {
      return null; // go on
    }
    return HttpResponse.<Problem>status(HttpStatus.UNAUTHORIZED)
        .body(
            Problem.of(
                HttpStatus.UNAUTHORIZED,
                "Envie o cabeçalho Authorization: Bearer <ADMIN_API_TOKEN>."))
        .contentType(MediaType.of("application/problem+json"));
  }
}
