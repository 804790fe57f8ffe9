package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Checks a `reply_markup`. Only inline keyboards: the product sends no other.
final class Keyboard {
  private static final int MAX_BUTTONS = 100;
  private static final int MAX_PER_ROW = 8;
  private static final int MAX_DATA_BYTES = 64;
  private static final int MAX_COPY_CHARACTERS = 256;
  private static final List<String> ACTIONS = List.of("callback_data", "url", "copy_text");
  private static final Set<String> FIELDS =
      Set.of("text", "callback_data", "url", "copy_text", "style", "icon_custom_emoji_id");
  private static final Set<String> STYLES = Set.of("danger", "success", "primary");

  private Keyboard() {}

  /// @throws Refusal when Telegram would refuse the keyboard
  static void check(JsonNode markup) {
    if (markup instanceof MissingNode) {
      return;
    }
    if (markup.size() != 1 || !markup.path("inline_keyboard").isArray()) {
      throw Refusal.badRequest("reply_markup must be an object with the array inline_keyboard");
    }
    int buttons = 0;
    for (var row : markup.path("inline_keyboard")) {
      if (!row.isArray()) {
        throw Refusal.badRequest(
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
      }
      buttons += row.size();
      if (row.size() > MAX_PER_ROW || buttons > MAX_BUTTONS) {
        throw Refusal.badRequest("reply markup is too long");
      }
      row.forEach(Keyboard::checkButton);
    }
  }

  private static void checkButton(JsonNode button) {
    if (!button.isObject()) {
      throw unparsable("Expected an object");
    }
    button
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw unparsable("unknown field \"" + name + "\"");
              }
            });
    if (!button.path("text").isTextual() || button.path("text").textValue().isBlank()) {
      throw unparsable("Can't find field \"text\"");
    }
    if (button.has("style") && !STYLES.contains(button.path("style").asText())) {
      throw unparsable("invalid button style specified");
    }
    checkAction(button);
  }

  private static void checkAction(JsonNode button) {
    var actions = ACTIONS.stream().filter(button::has).toList();
    if (actions.isEmpty()) {
      throw unparsable("Text buttons are unallowed in the inline keyboard");
    }
    if (actions.size() > 1) {
      throw unparsable("exactly one of " + ACTIONS + " expected, got " + actions);
    }
    switch (actions.getFirst()) {
      case "callback_data" -> checkData(button.path("callback_data"));
      case "copy_text" -> checkCopyText(button.path("copy_text"));
      default -> checkUrl(button.path("url").asText());
    }
  }

  private static void checkData(JsonNode data) {
    int bytes = data.isTextual() ? data.textValue().getBytes(StandardCharsets.UTF_8).length : 0;
    if (bytes < 1 || bytes > MAX_DATA_BYTES) {
      throw Refusal.badRequest("BUTTON_DATA_INVALID");
    }
  }

  private static void checkCopyText(JsonNode copy) {
    int length = copy.path("text").isTextual() ? copy.path("text").textValue().length() : 0;
    if (length < 1 || length > MAX_COPY_CHARACTERS) {
      throw Refusal.badRequest("BUTTON_COPY_TEXT_INVALID");
    }
  }

  private static void checkUrl(String url) {
    try {
      var address = URI.create(url);
      boolean web =
          Set.of("http", "https").contains(String.valueOf(address.getScheme()))
              && address.getHost() != null;
      if (!web && !"tg".equals(address.getScheme())) {
        throw wrongUrl(url);
      }
    } catch (IllegalArgumentException malformed) {
      throw wrongUrl(url);
    }
  }

  private static Refusal wrongUrl(String url) {
    return Refusal.badRequest(
        "inline keyboard button URL '%s' is invalid: Wrong HTTP URL".formatted(url));
  }

  private static Refusal unparsable(String reason) {
    return Refusal.badRequest("can't parse inline keyboard button: " + reason);
  }
}
