package elysia.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Divides our long waits (retry ladder, status queries, life of a PIX code), so that a day can be
/// played in minutes. The same variable divides the sandbox's waits, and only with the sandbox may
/// it be set: a real gateway blocks who asks too often.
///
/// @param divisor 1: real time
public record TimeScale(int divisor) {
  public static final TimeScale REAL = new TimeScale(1);

  private static final String VARIABLE = "SANDBOX_TIME_SCALE";

  /// Who is called. One that is not named here by its variable is the real one.
  private static final List<String> OUTSIDE =
      List.of(
          "TELEGRAM_API_URL",
          "PUSHINPAY_API_URL",
          "SYNCPAY_API_URL",
          "META_GRAPH_URL",
          "UTMIFY_API_URL");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  public TimeScale {
    if (divisor < 1) {
      throw new IllegalArgumentException("time scale of at least 1 expected, got " + divisor);
    }
  }

  public Duration of(Duration wait) {
    return wait.dividedBy(divisor);
  }

  /// @throws IllegalArgumentException when time shall run faster for somebody who is no sandbox
  static TimeScale of(Map<String, String> environment) {
    var text = environment.getOrDefault(VARIABLE, "").strip();
    var scale = text.isEmpty() ? REAL : new TimeScale(number(text));
    if (scale.divisor() > 1) {
      for (var variable : OUTSIDE) {
        if (!isHere(environment.getOrDefault(variable, ""))) {
          throw new IllegalArgumentException(
              VARIABLE + " só vale com o sandbox: " + variable + " não aponta para esta máquina");
        }
      }
    }
    return scale;
  }

  private static boolean isHere(String url) {
    return !url.isBlank() && THIS_MACHINE.contains(String.valueOf(URI.create(url).getHost()));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(VARIABLE + ": um número esperado, veio '" + text + "'", e);
    }
  }
}
