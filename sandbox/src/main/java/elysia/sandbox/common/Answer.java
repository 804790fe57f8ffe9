package elysia.sandbox.common;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What a fake answers. `verdict` says in a few words why, for whoever reads the trail.
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
public record Answer(int status, byte[] body, Map<String, String> headers, String verdict) {
  private static final String ACCEPTED = "aceito";

  public Answer {
    var all = new HashMap<>(Map.of("Content-Type", MediaType.APPLICATION_JSON));
    all.putAll(headers);
    headers = Map.copyOf(all);
  }

  public static Answer ok(JsonNode body) {
    return new Answer(200, Json.bytes(body), Map.of(), ACCEPTED);
  }

  /// @param reason becomes the verdict, after `recusado: `
  public static Answer refused(int status, JsonNode body, String reason) {
    return new Answer(status, Json.bytes(body), Map.of(), "recusado: " + reason);
  }

  /// What a proxy says in place of the service.
  static Answer page(int status) {
    var page = "<html><head><title>%d</title></head><body>nginx</body></html>".formatted(status);
    return new Answer(
        status,
        page.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Type", MediaType.TEXT_HTML),
        "falha simulada: página " + status);
  }

  public Answer withHeader(String name, String value) {
    return new Answer(status, body, Map.of(name, value), verdict);
  }

  public HttpResponse<byte[]> toHttp() {
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(status, reason(status)).body(body);
    headers.forEach(response::header);
    return response;
  }

  /// Fault rules may ask for a status that has no name.
  private static String reason(int status) {
    try {
      return HttpStatus.valueOf(status).getReason();
    } catch (IllegalArgumentException unknown) {
      return "Status " + status;
    }
  }
}
