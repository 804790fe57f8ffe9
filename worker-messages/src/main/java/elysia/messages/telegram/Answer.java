package elysia.messages.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.people.Unreachable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads an HTTP answer of the Bot API: by its code first, by its text second, for texts change.
final class Answer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Telegram's own limits also come as a 400 with this in the text.
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry after (\\d{1,9})", Pattern.CASE_INSENSITIVE);

  private static final Duration UNTOLD_WAIT = Duration.ofSeconds(5);
  private static final int MAX_DESCRIPTION = 300;

  private Answer() {}

  static CallOutcome read(int status, String body) {
    var answer = parse(body);
    if (status == 200 && answer.path("ok").asBoolean()) {
      return new CallOutcome.Accepted(answer.path("result"));
    }
    var description = answer.path("description").asText("");
    return failure(status, description, answer.path("parameters").path("retry_after"));
  }

  /// @param result what `sendMessage` and its like return: the message
  static SendOutcome sent(JsonNode result) {
    var id = result.path("message_id");
    return id.canConvertToLong() && id.asLong() > 0
        ? new SendOutcome.Sent(id.asLong())
        : new TelegramFailure.Ambiguous("ok sem message_id");
  }

  private static TelegramFailure failure(int status, String description, JsonNode retryAfter) {
    var text = description.toLowerCase(Locale.ROOT);
    var told = RETRY_AFTER.matcher(description);
    boolean waitTold = told.find();
    if (status == 429 || (status == 400 && waitTold)) {
      return new TelegramFailure.Limited(
          retryAfter.canConvertToInt() && retryAfter.asInt() > 0
              ? Duration.ofSeconds(retryAfter.asInt())
              : waitTold ? Duration.ofSeconds(Long.parseLong(told.group(1))) : UNTOLD_WAIT);
    }
    return switch (status) {
      case 401, 404 -> new TelegramFailure.BotRevoked();
      case 403 ->
          new TelegramFailure.PersonUnreachable(
              text.contains("deactivated") ? Unreachable.DEACTIVATED : Unreachable.BLOCKED);
      case 400 ->
          text.contains("chat not found")
              ? new TelegramFailure.PersonUnreachable(Unreachable.CHAT_NOT_FOUND)
              : new TelegramFailure.BadContent(shortened(description));
      case 409, 413 -> new TelegramFailure.BadContent(shortened(description));
      default -> new TelegramFailure.Ambiguous("HTTP " + status);
    };
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // a proxy's page: the status says all we can know
    }
  }

  private static String shortened(String description) {
    return description.length() <= MAX_DESCRIPTION
        ? description
        : description.substring(0, MAX_DESCRIPTION);
  }
}
