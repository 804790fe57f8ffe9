package elysia.sandbox.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.util.Optional;

/// A call as SyncPay reads it.
///
/// @param bearer the token of `Authorization: Bearer`, empty without one
/// @param acceptsJson whether the caller asks for JSON
/// @param body a missing node unless it is JSON and declared as JSON
record SyncPayCall(Optional<String> bearer, boolean acceptsJson, JsonNode body) {
  private static final String BEARER = "Bearer ";

  static SyncPayCall of(HttpRequest<?> request, byte[] body) {
    boolean declared =
        request
            .getContentType()
            .filter(type -> type.getName().equals(MediaType.APPLICATION_JSON))
            .isPresent();
    return new SyncPayCall(
        request
            .getHeaders()
            .getAuthorization()
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length())),
        request.getHeaders().get("Accept", String.class, "").contains(MediaType.APPLICATION_JSON),
        Json.parse(declared ? body : new byte[0]));
  }

  static Answer refused(int status, String message) {
    return Answer.refused(status, Json.object().put("message", message), message);
  }

  static Answer invalid(String field, String message) {
    var body = Json.object().put("message", message);
    body.putObject("errors").putArray(field).add(message);
    return Answer.refused(422, body, message);
  }
}
