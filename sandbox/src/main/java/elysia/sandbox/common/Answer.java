package elysia.sandbox.common;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;

/// What a fake answers. `verdict` says in a few words why, for whoever reads the trail.
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
public record Answer(int status, byte[] body, Map<String, String> headers, String verdict) {
  private static final String ACCEPTED = "aceito";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer ok(JsonNode body) {
    return new Answer(200, Json.bytes(body), Map.of(), ACCEPTED);
  }

  /// @param reason becomes the verdict, after `recusado: `
  public static Answer refused(int status, JsonNode body, String reason) {
    return new Answer(status, Json.bytes(body), Map.of(), "recusado: " + reason);
  }

  public Answer withHeader(String name, String value) {
    return new Answer(status, body, Map.of(name, value), verdict);
  }

  public HttpResponse<byte[]> toHttp() {
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(status, reason(status))
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(body);
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
