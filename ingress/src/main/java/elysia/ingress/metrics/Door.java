package elysia.ingress.metrics;

import io.micronaut.http.HttpStatus;
import java.util.Locale;

/// Who knocks at the ingress, and what they hear when all is well.
public enum Door {
  TELEGRAM(HttpStatus.ACCEPTED),
  /// One gateway takes only 200 for a success.
  GATEWAY(HttpStatus.OK),
  CLICK(HttpStatus.FOUND);

  private final HttpStatus success;

  Door(HttpStatus success) {
    this.success = success;
  }

  public HttpStatus success() {
    return success;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
