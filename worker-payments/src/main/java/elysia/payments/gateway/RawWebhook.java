package elysia.payments.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook as it came.
///
/// @param headers those that [Capabilities#webhookHeaders] names, lower-case names
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record RawWebhook(
    byte[] body,
    @Nullable String contentType,
    @Nullable String query,
    Map<String, String> headers,
    Instant receivedAt) {
  public RawWebhook {
    headers = Map.copyOf(headers);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
