package elysia.tracking.meta;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.tracking.destination.AnswerJson;
import elysia.tracking.destination.HttpAnswer;

/// What Meta said to a batch, by its error reference.
sealed interface MetaAnswer {
  /// All of it is stored. That says nothing about matches.
  record Accepted() implements MetaAnswer {}

  /// Certainly not stored, but it may be later: a limit, a fault, no connection.
  record NotNow(String reason) implements MetaAnswer {}

  /// It may be stored.
  record Unknown(String reason) implements MetaAnswer {}

  /// The token or the pixel is wrong: nothing will be taken until a human has looked.
  record CredentialRefused(String reason) implements MetaAnswer {}

  /// At least one event of the batch is refused for what it says, and so all are.
  record Invalid(String reason) implements MetaAnswer {}

  /// Graph errors 190 and 102 (token), 10 and 200 to 299 (permission) need a human.
  private static boolean credential(int code, int subcode) {
    return code == 190
        || code == 102
        || code == 10
        || (code >= 200 && code <= 299)
        || (code == 100 && subcode == 33); // no such object, or not for this token
  }

  /// Graph errors that pass: 1, 2 (faults), 4, 17, 341, 613, 80000 to 80014 (limits), 368 (blocked
  /// for a while).
  private static boolean passing(int code) {
    return switch (code) {
      case 1, 2, 4, 17, 341, 368, 613 -> true;
      default -> code >= 80_000 && code <= 80_014;
    };
  }

  private static boolean busy(int status) {
    return status == 408 || status == 429 || status == 503;
  }

  /// @param events how many the batch had
  static MetaAnswer of(HttpAnswer answer, int events) {
    return switch (answer) {
      case HttpAnswer.NotSent(var cause) -> new NotNow(cause);
      case HttpAnswer.Unanswered(var cause) -> new Unknown(cause);
      case HttpAnswer.Answered(int status, var body) ->
          status >= 200 && status < 300
              ? accepted(AnswerJson.parse(body), events)
              : refused(status, AnswerJson.parse(body).path("error"));
    };
  }

  private static MetaAnswer accepted(JsonNode body, int events) {
    int received = body.path("events_received").asInt(-1);
    return received == events
        ? new Accepted()
        : new Unknown("a Meta recebeu %d de %d eventos".formatted(Math.max(received, 0), events));
  }

  private static MetaAnswer refused(int status, JsonNode error) {
    int code = error.path("code").asInt();
    int subcode = error.path("error_subcode").asInt();
    var reason =
        "HTTP %d, código %d/%d, fbtrace_id %s"
            .formatted(status, code, subcode, error.path("fbtrace_id").asText("-"));
    if (credential(code, subcode)) {
      return new CredentialRefused(reason);
    }
    if (error.path("is_transient").asBoolean() || passing(code) || busy(status)) {
      return new NotNow(reason);
    }
    if (status >= 500) {
      return new Unknown(reason);
    }
    return new Invalid(reason);
  }
}
