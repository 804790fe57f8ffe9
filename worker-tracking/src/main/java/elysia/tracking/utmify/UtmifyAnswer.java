package elysia.tracking.utmify;

import elysia.tracking.destination.HttpAnswer;

/// What UTMify said to an order. It is an upsert: a repeat is harmless, so not knowing is the same
/// as not now.
sealed interface UtmifyAnswer {
  record Accepted() implements UtmifyAnswer {}

  record NotNow(String reason) implements UtmifyAnswer {}

  /// The API token is wrong; UTMify says so with a 404.
  record CredentialRefused(String reason) implements UtmifyAnswer {}

  /// Refused for what the order says.
  record Invalid(String reason) implements UtmifyAnswer {}

  static UtmifyAnswer of(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.NotSent(var cause) -> new NotNow(cause);
      case HttpAnswer.Unanswered(var cause) -> new NotNow(cause);
      case HttpAnswer.Answered(int status, var body) -> answered(status, body);
    };
  }

  private static UtmifyAnswer answered(int status, String body) {
    var reason = "HTTP " + status;
    if (status >= 200 && status < 300) {
      return new Accepted();
    }
    if (status == 404 && body.contains("API_CREDENTIAL_NOT_FOUND")) {
      return new CredentialRefused(reason + " API_CREDENTIAL_NOT_FOUND");
    }
    if (status == 408 || status == 429 || status >= 500) {
      return new NotNow(reason);
    }
    return new Invalid(reason);
  }
}
