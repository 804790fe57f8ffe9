package elysia.panel.api;

import io.micronaut.http.HttpStatus;

/// A request that cannot be done as it came; the detail tells the operator what to change.
public final class ProblemException extends RuntimeException {
  private final HttpStatus status;

  private ProblemException(HttpStatus status, String detail) {
    super(detail);
    this.status = status;
  }

  public static ProblemException badRequest(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, detail);
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, detail);
  }

  public static ProblemException conflict(String detail) {
    return new ProblemException(HttpStatus.CONFLICT, detail);
  }

  public static ProblemException tooLarge(String detail) {
    return new ProblemException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, detail);
  }

  /// What we depend on does not answer: the same request may succeed later.
  public static ProblemException unavailable(String detail) {
    return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }

  HttpStatus status() {
    return status;
  }
}
