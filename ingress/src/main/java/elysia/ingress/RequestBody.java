package elysia.ingress;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Reads a body only after its sender was recognised, and never more of it than allowed.
public final class RequestBody {
  private RequestBody() {}

  /// The raw bytes, empty when there are more than `maxBytes`.
  ///
  /// @throws UncheckedIOException when the sender went away in the middle
  public static Optional<byte[]> read(HttpRequest<?> request, int maxBytes) {
    var body = ((ServerHttpRequest<?>) request).byteBody();
    if (body.expectedLength().orElse(0) > maxBytes) {
      return Optional.empty();
    }
    return body instanceof AvailableByteBody complete
        ? Optional.of(complete.toByteArray()).filter(bytes -> bytes.length <= maxBytes)
        : readStream(body, maxBytes);
  }

  private static Optional<byte[]> readStream(ByteBody body, int maxBytes) {
    try (var stream = body.toInputStream()) {
      var bytes = stream.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the body broke off", e);
    }
  }
}
