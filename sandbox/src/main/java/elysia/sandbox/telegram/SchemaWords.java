package elysia.sandbox.telegram;

import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Optional;

/// What Telegram says of arguments that are not of its types, where callers may look at its words.
final class SchemaWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("chat_id required", "chat_id is empty"),
          Map.entry("text required", "message text is empty"),
          Map.entry("parse_mode enum", "unsupported parse_mode"),
          Map.entry("action enum", "wrong parameter action in request"),
          Map.entry("text maxLength", "MESSAGE_TOO_LONG"), // of answerCallbackQuery
          Map.entry("media minItems", "wrong number of items in the media group: 2-10 expected"),
          Map.entry("media maxItems", "wrong number of items in the media group: 2-10 expected"),
          Map.entry("secret_token maxLength", "secret token is too long"),
          Map.entry(
              "reply_markup.inline_keyboard type",
              "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays"),
          Map.entry(
              "reply_markup.inline_keyboard.text required",
              "can't parse inline keyboard button: Can't find field \"text\""),
          Map.entry("reply_markup.inline_keyboard.callback_data minLength", "BUTTON_DATA_INVALID"),
          Map.entry(
              "reply_markup.inline_keyboard.copy_text.text minLength", "BUTTON_COPY_TEXT_INVALID"),
          Map.entry(
              "reply_markup.inline_keyboard.copy_text.text maxLength", "BUTTON_COPY_TEXT_INVALID"));

  private SchemaWords() {}

  /// Telegram's words, empty where the validator's own have to do.
  static Optional<String> telegrams(ValidationMessage fault) {
    boolean lacks = fault.getType().equals("required");
    var place = fault.getInstanceLocation() + (lacks ? "." + fault.getProperty() : "");
    var field = place.replaceAll("\\[\\d+]", "").replaceFirst("^\\$\\.", "");
    return Optional.ofNullable(WORDS.get(field + " " + fault.getType()));
  }
}
