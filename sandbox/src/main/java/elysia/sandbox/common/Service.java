package elysia.sandbox.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A service of the outside world, by its word in the JSON API: `telegram`, `landing`, ...
public enum Service {
  TELEGRAM,
  PUSHINPAY,
  SYNCPAY,
  META,
  UTMIFY,
  /// The browser on the way from the ad to the bot: no fake, only its calls are logged.
  LANDING;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException when there is no such service
  @JsonCreator
  public static Service of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
