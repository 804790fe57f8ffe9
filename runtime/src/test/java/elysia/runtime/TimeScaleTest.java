package elysia.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
  private static final Map<String, String> SANDBOX =
      Map.of(
          "SANDBOX_TIME_SCALE", "60",
          "TELEGRAM_API_URL", "http://127.0.0.1:8099/telegram",
          "PUSHINPAY_API_URL", "http://localhost:8099/pushinpay/api",
          "SYNCPAY_API_URL", "http://[::1]:8099/syncpay",
          "META_GRAPH_URL", "http://127.0.0.1:8099/meta",
          "UTMIFY_API_URL", "http://127.0.0.1:8099/utmify");

  @Test
  void with_the_sandbox_a_minute_is_a_second() {
    assertThat(TimeScale.of(SANDBOX).of(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void without_the_variable_time_is_real() {
    assertThat(TimeScale.of(Map.of())).isEqualTo(TimeScale.REAL);
    assertThat(TimeScale.of(Map.of("SANDBOX_TIME_SCALE", " "))).isEqualTo(TimeScale.REAL);
    assertThat(TimeScale.of(Map.of("SANDBOX_TIME_SCALE", "1"))).isEqualTo(TimeScale.REAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://api.pushinpay.com.br/api",
        "http://127.0.0.1.example.com",
        "http://example.com/127.0.0.1",
        "/relative"
      })
  void with_any_real_service_the_start_is_refused(String url) {
    for (var variable : SANDBOX.keySet()) {
      if (variable.endsWith("_URL")) {
        var environment = new HashMap<>(SANDBOX);
        environment.put(variable, url);

        assertThatIllegalArgumentException()
            .isThrownBy(() -> TimeScale.of(environment))
            .withMessageContaining(variable);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "rápido", "1.5"})
  void nonsense_is_refused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeScale.of(Map.of("SANDBOX_TIME_SCALE", value)));
  }
}
