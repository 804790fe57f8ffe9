package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import java.util.OptionalInt;

/// Meta's way of saying no. An exception because it ends a call from any depth.
final class MetaError extends RuntimeException {
  private static final int INVALID_PARAMETER = 100;

  private final int code;
  private final transient OptionalInt subcode;

  private MetaError(int code, OptionalInt subcode, String message) {
    super(message, null, false, false);
    this.code = code;
    this.subcode = subcode;
  }

  static MetaError invalid(String message) {
    return new MetaError(INVALID_PARAMETER, OptionalInt.empty(), message);
  }

  static MetaError invalid(int subcode, String message) {
    return new MetaError(INVALID_PARAMETER, OptionalInt.of(subcode), message);
  }

  static MetaError badToken() {
    return new MetaError(190, OptionalInt.empty(), "Invalid OAuth access token");
  }

  Answer answer() {
    var message = String.valueOf(getMessage());
    ObjectNode error =
        Json.object()
            .put("message", code == INVALID_PARAMETER ? "Invalid parameter" : message)
            .put("type", "OAuthException")
            .put("code", code);
    subcode.ifPresent(number -> error.put("error_subcode", number));
    error
        .put("is_transient", false)
        .put("error_user_title", "Parâmetro inválido")
        .put("error_user_msg", message)
        .put("fbtrace_id", Events.traceId());
    var body = Json.object();
    body.set("error", error);
    return Answer.refused(400, body, message);
  }
}
