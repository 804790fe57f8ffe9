package elysia.messages.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.people.Unreachable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @Test
  void only_ok_with_a_message_id_is_sent() {
    assertThat(send(200, "{\"ok\":true,\"result\":{\"message_id\":77}}"))
        .isEqualTo(new SendOutcome.Sent(77));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\":true,\"result\":{}}",
        "{\"ok\":true}",
        "{\"ok\":true,\"result\":{\"message_id\":0}}",
        "{\"ok\":true,\"result\":{\"message_id\":\"7\"}}",
        "{\"ok\":false}",
        "{}",
        "",
        "<html>",
        "[1]"
      })
  void any_other_200_is_ambiguous(String body) {
    assertThat(send(200, body)).isInstanceOf(TelegramFailure.Ambiguous.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {\"ok\":false,\"description\":\"Too Many Requests: retry after 5\",\"parameters\":{\"retry_after\":7}} | 7",
        "429 | {\"ok\":false,\"description\":\"Too Many Requests: retry after 34\"} | 34",
        "429 | <html> | 5",
        "400 | {\"ok\":false,\"description\":\"Bad Request: Too Many Requests: retry after 12\"} | 12",
        "400 | {\"ok\":false,\"description\":\"Failed to send message #2 with the error message \\\"Too Many Requests: retry after 9\\\"\"} | 9",
      })
  void a_limit_is_a_limit_whatever_its_code(int status, String body, int seconds) {
    assertThat(send(status, body))
        .isEqualTo(new TelegramFailure.Limited(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | Forbidden: bot was blocked by the user | BLOCKED",
        "403 | Forbidden: user is deactivated | DEACTIVATED",
        "403 | Forbidden: something new | BLOCKED",
        "400 | Bad Request: chat not found | CHAT_NOT_FOUND",
        "400 | Bad Request: private chat not found | CHAT_NOT_FOUND",
      })
  void a_person_can_be_unreachable(int status, String description, Unreachable reason) {
    assertThat(send(status, failure(description)))
        .isEqualTo(new TelegramFailure.PersonUnreachable(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void only_401_and_404_mean_a_bad_token(int status) {
    assertThat(send(status, failure("Unauthorized"))).isEqualTo(new TelegramFailure.BotRevoked());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 413})
  void a_refused_call_keeps_its_reason(int status) {
    assertThat(send(status, failure("Bad Request: can't parse entities")))
        .isEqualTo(new TelegramFailure.BadContent("Bad Request: can't parse entities"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 302, 418})
  void whatever_else_is_ambiguous(int status) {
    assertThat(send(status, failure("Internal Server Error")))
        .isEqualTo(new TelegramFailure.Ambiguous("HTTP " + status));
  }

  private static String failure(String description) {
    return "{\"ok\":false,\"description\":\"" + description + "\"}";
  }

  private static SendOutcome send(int status, String body) {
    return switch (Answer.read(status, body)) {
      case CallOutcome.Accepted(var result) -> Answer.sent(result);
      case TelegramFailure failure -> failure;
    };
  }
}
