package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import java.util.OptionalLong;

/// The Bot API's way of saying no. An exception because it ends a call from any depth.
final class Refusal extends RuntimeException {
  private final int code;
  private final transient OptionalLong retryAfter;

  private Refusal(int code, String description, OptionalLong retryAfter) {
    super(description, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static Refusal badRequest(String description) {
    return new Refusal(400, "Bad Request: " + description, OptionalLong.empty());
  }

  static Refusal entities(String description) {
    return badRequest("can't parse entities: " + description);
  }

  static Refusal unauthorized() {
    return new Refusal(401, "Unauthorized", OptionalLong.empty());
  }

  static Refusal forbidden(String description) {
    return new Refusal(403, "Forbidden: " + description, OptionalLong.empty());
  }

  static Refusal unknownMethod() {
    return new Refusal(404, "Not Found: method not found", OptionalLong.empty());
  }

  static Refusal tooMany(long seconds) {
    return new Refusal(429, "Too Many Requests: retry after " + seconds, OptionalLong.of(seconds));
  }

  /// Items before the `number`th are in the chat already; the answer doesn't say so.
  static Refusal partialAlbum(int number, int retryAfter) {
    var reason =
        retryAfter == 0 ? "WEBPAGE_MEDIA_EMPTY" : "Too Many Requests: retry after " + retryAfter;
    return badRequest(
        "Failed to send message #%d with the error message \"%s\"".formatted(number, reason));
  }

  Answer answer() {
    var description = String.valueOf(getMessage());
    ObjectNode body =
        Json.object().put("ok", false).put("error_code", code).put("description", description);
    retryAfter.ifPresent(seconds -> body.putObject("parameters").put("retry_after", seconds));
    return Answer.refused(code, body, description);
  }
}
