package elysia.tracking.utmify;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.tracking.destination.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtmifyAnswerTest {
  @ParameterizedTest
  @CsvSource({
    "200, {}, Accepted",
    "201, , Accepted",
    "408, {}, NotNow",
    "429, {}, NotNow",
    "500, {}, NotNow",
    "503, <html>, NotNow",
    "404, {\"message\":\"API_CREDENTIAL_NOT_FOUND\"}, CredentialRefused",
    "404, <html>, Invalid",
    "400, {}, Invalid",
    "422, {}, Invalid"
  })
  void every_answer_has_its_consequence(int status, String body, String consequence) {
    var answer = UtmifyAnswer.of(new HttpAnswer.Answered(status, body == null ? "" : body));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(consequence);
  }

  @Test
  void silence_is_not_now_because_a_repeat_is_harmless() {
    assertThat(UtmifyAnswer.of(new HttpAnswer.Unanswered("timeout")))
        .isInstanceOf(UtmifyAnswer.NotNow.class);
  }
}
