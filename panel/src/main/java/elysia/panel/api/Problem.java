package elysia.panel.api;

import io.micronaut.http.HttpStatus;

/// The body of every error, `application/problem+json` (RFC 9457): what is wrong and what to
/// change, in Portuguese.
public record Problem(String type, String title, int status, String detail) {
  static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail);
  }
}
