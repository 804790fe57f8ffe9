package elysia.sandbox.common;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/// One HTTP call between the system under test and the outside world.
///
/// @param direction who called whom
/// @param path with its token masked, and without the query
/// @param status what was answered; 0 when a webhook got no answer at all
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
public record Call(
    long id,
    Instant at,
    Direction direction,
    Service service,
    String method,
    String path,
    byte[] request,
    int status,
    byte[] response,
    String verdict,
    Duration took) {
  private static final int MAX_KEPT_BYTES = 16 * 1024;
  private static final Pattern SECRET_FIELD =
      Pattern.compile("(\"(?:access_token|secret_token|client_secret)\"\\s*:\\s*\")[^\"]*");

  /// Who made the call.
  public enum Direction {
    /// The system under test called a fake.
    IN,
    /// A fake called the system under test: a webhook, a click.
    OUT
  }

  public Call {
    request = kept(request);
    response = kept(response);
  }

  /// The request's body with its secrets masked, at most 16 KiB of it.
  public String requestText() {
    return masked(request);
  }

  public JsonNode requestJson() {
    return Json.parse(request);
  }

  /// The answer's body, likewise.
  public String responseText() {
    return masked(response);
  }

  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  private static String masked(byte[] body) {
    return SECRET_FIELD.matcher(new String(body, StandardCharsets.UTF_8)).replaceAll("$1***");
  }

  private static byte[] kept(byte[] body) {
    return body.length <= MAX_KEPT_BYTES ? body : Arrays.copyOf(body, MAX_KEPT_BYTES);
  }
}
