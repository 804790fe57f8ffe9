package elysia.messages.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.people.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads an HTTP answer of the Bot API: by its code first, by its text second, for texts change.
final class Answer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Telegram's own limits also come as a 400 with this in the text.
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry after (\\d{1,9})", Pattern.CASE_INSENSITIVE);

  /// One item of an album failed; others may have arrived, and nothing says which.
  private static final String PART_OF_AN_ALBUM = "failed to send message #";

  /// A file id of another bot, of another kind, or of none; or a URL that leads nowhere.
  private static final List<String> WRONG_FILE =
      List.of(
          "wrong file identifier",
          "wrong remote file id",
          "wrong file_id",
          "can't use file of type",
          "file_reference_",
          "failed to get http url content",
          "wrong type of the web page content");

  private static final Duration UNTOLD_WAIT = Duration.ofSeconds(5);
  private static final int MAX_DESCRIPTION = 300;

  private Answer() {}

  static CallOutcome read(int status, String body) {
    var answer = parse(body);
    if (status == 200 && answer.path("ok").asBoolean()) {
      return new CallOutcome.Accepted(answer.path("result"));
    }
    var parameters = answer.path("parameters");
    var description = answer.path("description").asText("");
    if (parameters.has("migrate_to_chat_id")) { // only groups move: a warm-up chat, never a buyer
      description += " (novo id do chat: " + parameters.path("migrate_to_chat_id").asLong() + ")";
    }
    return failure(status, description, parameters.path("retry_after"));
  }

  private static TelegramFailure failure(int status, String description, JsonNode retryAfter) {
    var text = description.toLowerCase(Locale.ROOT);
    var wait = wait(description, retryAfter);
    if (status == 400 && text.contains(PART_OF_AN_ALBUM)) {
      return new TelegramFailure.PartlySent(shortened(description), wait.orElse(Duration.ZERO));
    }
    if (status == 429 || (status == 400 && wait.isPresent())) {
      return new TelegramFailure.Limited(wait.orElse(UNTOLD_WAIT));
    }
    return switch (status) {
      case 401, 404 -> new TelegramFailure.BotRevoked();
      case 403 ->
          new TelegramFailure.PersonUnreachable(
              text.contains("deactivated") ? Unreachable.DEACTIVATED : Unreachable.BLOCKED);
      case 400 -> refused(text, shortened(description));
      case 409, 413 -> new TelegramFailure.BadContent(shortened(description));
      default -> new TelegramFailure.Ambiguous("HTTP " + status);
    };
  }

  private static TelegramFailure refused(String text, String description) {
    if (text.contains("chat not found")) {
      return new TelegramFailure.PersonUnreachable(Unreachable.CHAT_NOT_FOUND);
    }
    if (text.contains("can't parse entities")) {
      return new TelegramFailure.Unparsable(description);
    }
    return WRONG_FILE.stream().anyMatch(text::contains)
        ? new TelegramFailure.WrongFile(description)
        : new TelegramFailure.BadContent(description);
  }

  /// How long Telegram wants to be left alone, in the place for it or in the text.
  private static Optional<Duration> wait(String description, JsonNode retryAfter) {
    if (retryAfter.canConvertToInt() && retryAfter.asInt() > 0) {
      return Optional.of(Duration.ofSeconds(retryAfter.asInt()));
    }
    var told = RETRY_AFTER.matcher(description);
    return told.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(told.group(1))))
        : Optional.empty();
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
