package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  @ParameterizedTest
  @CsvSource({
    "1, FIVE_SECONDS",
    "5, FIVE_SECONDS",
    "6, THIRTY_SECONDS",
    "31, FIVE_MINUTES",
    "1800, THIRTY_MINUTES",
    "10072, THIRTY_MINUTES",
  })
  void a_limit_is_waited_out(long seconds, RetryLevel level) {
    assertThat(Retries.notBefore(Duration.ofSeconds(seconds), "limite"))
        .isEqualTo(new Settlement.Postpone(level, "limite"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, FIVE_SECONDS",
    "19, FIVE_SECONDS",
    "20, THIRTY_SECONDS",
    "289, THIRTY_SECONDS",
    "300, FIVE_MINUTES",
    "1799, THIRTY_MINUTES",
    "10072, THIRTY_MINUTES",
  })
  void a_known_end_is_passed_by_ten_seconds_at_most(long seconds, RetryLevel level) {
    assertThat(Retries.within(Duration.ofSeconds(seconds), "limite"))
        .isEqualTo(new Settlement.Postpone(level, "limite"));
  }
}
