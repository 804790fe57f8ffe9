package elysia.messages.connect;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messages.connect.WebhookInfo.DeliveryError;
import elysia.messages.telegram.TelegramCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookInfoTest {
  private static final URI OURS = URI.create("https://bots.example.com/tg/b/webhook");
  private static final Instant LAST_CHECK = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void telegrams_401_means_a_wrong_secret() {
    var info = failing("Wrong response from the webhook: 401 Unauthorized", LAST_CHECK);

    assertThat(info.drift(OURS, LAST_CHECK)).contains(Drift.SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wrong response from the webhook: 404 Not Found",
        "Wrong response from the webhook: 503 Service Unavailable",
        "Connection timed out after 401 ms",
        "Read timeout expired"
      })
  void another_error_says_nothing_of_the_secret(String message) {
    assertThat(failing(message, LAST_CHECK).drift(OURS, LAST_CHECK)).isEmpty();
  }

  @Test
  void an_error_that_an_earlier_check_has_seen_is_not_acted_on_again() {
    var error = LAST_CHECK.minus(Duration.ofMinutes(2));
    var info = failing("Wrong response from the webhook: 401 Unauthorized", error);

    assertThat(info.drift(OURS, LAST_CHECK)).isEmpty();
    assertThat(info.freshError(LAST_CHECK)).isEmpty();
  }

  private static WebhookInfo failing(String message, Instant at) {
    return new WebhookInfo(
        OURS.toString(),
        Set.copyOf(TelegramCall.UPDATES),
        1,
        Optional.of(new DeliveryError(at, message)));
  }
}
