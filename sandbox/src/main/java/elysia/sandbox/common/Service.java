package elysia.sandbox.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
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
    return Arrays.stream(values())
        .filter(service -> service.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "service: one of %s expected, got %s".formatted(words(), word)));
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(Service::word).toList();
  }
}
