package elysia.tracking.meta;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.tracking.destination.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaAnswerTest {
  private static MetaAnswer answer(int status, String body) {
    return MetaAnswer.of(new HttpAnswer.Answered(status, body), 2);
  }

  private static MetaAnswer error(int status, String error) {
    return answer(status, "{\"error\":{" + error + ",\"fbtrace_id\":\"A1\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, 1, 0, NotNow",
    "400, 2, 0, NotNow",
    "400, 4, 0, NotNow",
    "400, 17, 0, NotNow",
    "400, 341, 0, NotNow",
    "400, 368, 0, NotNow",
    "400, 613, 0, NotNow",
    "400, 80000, 0, NotNow",
    "400, 80014, 0, NotNow",
    "400, 80015, 0, Invalid",
    "401, 190, 463, CredentialRefused",
    "400, 102, 0, CredentialRefused",
    "403, 10, 0, CredentialRefused",
    "403, 200, 0, CredentialRefused",
    "403, 299, 0, CredentialRefused",
    "403, 300, 0, Invalid",
    "400, 100, 33, CredentialRefused",
    "400, 100, 2804003, Invalid",
    "400, 100, 2804016, Invalid"
  })
  void every_code_has_its_consequence(int status, int code, int subcode, String consequence) {
    var answer = error(status, "\"code\":%d,\"error_subcode\":%d".formatted(code, subcode));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(consequence);
  }

  @Test
  void two_of_two_events_are_accepted_and_one_of_two_is_not_known() {
    assertThat(answer(200, "{\"events_received\":2}")).isInstanceOf(MetaAnswer.Accepted.class);
    assertThat(answer(200, "{\"events_received\":1}")).isInstanceOf(MetaAnswer.Unknown.class);
    assertThat(answer(200, "<html>")).isInstanceOf(MetaAnswer.Unknown.class);
  }

  @Test
  void a_passing_fault_is_not_now_whatever_its_code() {
    assertThat(error(400, "\"code\":100,\"is_transient\":true"))
        .isInstanceOf(MetaAnswer.NotNow.class);
    assertThat(answer(429, "")).isInstanceOf(MetaAnswer.NotNow.class);
    assertThat(answer(503, "<html>")).isInstanceOf(MetaAnswer.NotNow.class);
  }

  @Test
  void a_gateway_that_lost_the_answer_and_silence_are_not_known() {
    assertThat(answer(502, "<html>")).isInstanceOf(MetaAnswer.Unknown.class);
    assertThat(MetaAnswer.of(new HttpAnswer.Unanswered("timeout"), 1))
        .isInstanceOf(MetaAnswer.Unknown.class);
  }

  @Test
  void what_was_never_sent_is_not_now() {
    assertThat(MetaAnswer.of(new HttpAnswer.NotSent("sem conexão"), 1))
        .isInstanceOf(MetaAnswer.NotNow.class);
  }

  @Test
  void the_reason_names_code_subcode_and_trace() {
    assertThat(error(400, "\"code\":100,\"error_subcode\":2804016"))
        .isEqualTo(new MetaAnswer.Invalid("HTTP 400, código 100/2804016, fbtrace_id A1"));
  }
}
