package elysia.messages.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.media.TelegramFile;
import elysia.db.people.Unreachable;
import elysia.model.MediaKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @Test
  void only_ok_with_a_message_id_is_sent() {
    assertThat(send(200, "{\"ok\":true,\"result\":{\"message_id\":77}}")).isEqualTo(sent(77));
  }

  @Test
  void an_album_is_sent_with_all_its_ids() {
    assertThat(
            send(
                200,
                """
                {"ok":true,"result":[
                  {"message_id":7,"photo":[{"file_id":"small","file_unique_id":"s"},{"file_id":"large","file_unique_id":"l"}]},
                  {"message_id":8,"video":{"file_id":"film","file_unique_id":"f"}}]}"""))
        .isEqualTo(
            new SendOutcome.Sent(
                List.of(
                    new SendOutcome.Message(
                        7, Map.of(MediaKind.PHOTO, new TelegramFile("large", "l"))),
                    new SendOutcome.Message(
                        8, Map.of(MediaKind.VIDEO, new TelegramFile("film", "f"))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\":true,\"result\":{}}",
        "{\"ok\":true}",
        "{\"ok\":true,\"result\":[]}",
        "{\"ok\":true,\"result\":[{\"message_id\":7},{}]}",
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
        "400 | {\"ok\":false,\"description\":\"[400] FLOOD_WAIT: Retry After 10072\"} | 10072",
        "429 | {\"ok\":false,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":-1}} | 5",
        "429 | {\"ok\":false,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":10072}} | 10072",
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
        "403 | Forbidden: bot can't initiate conversation with a user | BLOCKED",
        "403 | Forbidden: bot was kicked from the group chat | BLOCKED",
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
    assertThat(send(status, failure("Bad Request: message text is empty")))
        .isEqualTo(new TelegramFailure.BadContent("Bad Request: message text is empty"));
  }

  @Test
  void a_group_that_moved_is_refused_with_its_new_id() {
    var body =
        """
        {"ok":false,"description":"Bad Request: group chat was upgraded to a supergroup chat",
          "parameters":{"migrate_to_chat_id":-1001234567890}}""";

    assertThat(send(400, body))
        .isEqualTo(
            new TelegramFailure.BadContent(
                "Bad Request: group chat was upgraded to a supergroup chat (novo id do chat: -1001234567890)"));
  }

  @Test
  void a_text_that_telegram_cannot_read_is_told_from_other_bad_content() {
    var description = "Bad Request: can't parse entities: Unmatched end tag at byte offset 3";

    assertThat(send(400, failure(description)))
        .isEqualTo(new TelegramFailure.Unparsable(description));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: wrong remote file identifier specified: Wrong string length",
        "Bad Request: can't use file of type Photo as Video",
        "Bad Request: FILE_REFERENCE_EXPIRED"
      })
  void a_file_id_that_telegram_does_not_take_is_a_wrong_file(String description) {
    assertThat(send(400, failure(description)))
        .isEqualTo(new TelegramFailure.WrongFile(description));
  }

  @ParameterizedTest
  @CsvSource({
    "Too Many Requests: retry after 9, 9",
    "Bad Request: WEBPAGE_MEDIA_EMPTY, 0",
    "Bad Request: wrong file identifier/HTTP URL specified, 0"
  })
  void a_failed_item_of_an_album_leaves_the_rest_uncertain_whatever_it_says(
      String reason, int seconds) {
    var description = "Failed to send message #2 with the error message '" + reason + "'";

    assertThat(send(400, failure(description)))
        .isEqualTo(new TelegramFailure.PartlySent(description, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 302, 418})
  void whatever_else_is_ambiguous(int status) {
    assertThat(send(status, failure("Internal Server Error")))
        .isEqualTo(new TelegramFailure.Ambiguous("HTTP " + status));
  }

  private static SendOutcome.Sent sent(long messageId) {
    return new SendOutcome.Sent(List.of(new SendOutcome.Message(messageId, Map.of())));
  }

  private static String failure(String description) {
    return "{\"ok\":false,\"description\":\"" + description + "\"}";
  }

  private static SendOutcome send(int status, String body) {
    return switch (Answer.read(status, body)) {
      case CallOutcome.Accepted(var result) -> SentMessages.read(result);
      case TelegramFailure failure -> failure;
    };
  }
}
