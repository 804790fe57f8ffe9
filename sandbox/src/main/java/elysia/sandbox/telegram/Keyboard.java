package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What a `reply_markup` must keep to beyond its type.
final class Keyboard {
  private static final int MAX_BUTTONS = 100;
  private static final int MAX_PER_ROW = 8;
  private static final int MAX_DATA_BYTES = 64;
  private static final Set<String> LOOKS = Set.of("text", "style", "icon_custom_emoji_id");

  private Keyboard() {}

  /// @throws Refusal when Telegram would refuse the keyboard
  static void check(JsonNode markup) {
    int buttons = 0;
    for (var row : markup.path("inline_keyboard")) {
      buttons += row.size();
      if (row.size() > MAX_PER_ROW || buttons > MAX_BUTTONS) {
        throw Refusal.badRequest("reply markup is too long");
      }
      row.forEach(Keyboard::checkButton);
    }
  }

  private static void checkButton(JsonNode button) {
    if (button.path("text").asText().isBlank()) {
      throw unparsable("Can't find field \"text\"");
    }
    var actions =
        button.properties().stream()
            .map(field -> field.getKey())
            .filter(name -> !LOOKS.contains(name))
            .toList();
    if (actions.isEmpty()) {
      throw unparsable("Text buttons are unallowed in the inline keyboard");
    }
    if (actions.size() > 1) {
      throw unparsable("exactly one action expected, got " + actions);
    }
    var data = button.path("callback_data").asText();
    if (data.getBytes(StandardCharsets.UTF_8).length > MAX_DATA_BYTES) {
      throw Refusal.badRequest("BUTTON_DATA_INVALID");
    }
    if (button.has("url") && !isAddress(button.path("url").asText())) {
      throw Refusal.badRequest(
          "inline keyboard button URL '%s' is invalid: Wrong HTTP URL"
              .formatted(button.path("url").asText()));
    }
  }

  private static boolean isAddress(String url) {
    try {
      var address = URI.create(url);
      var scheme = String.valueOf(address.getScheme());
      return scheme.equals("tg")
          || (Set.of("http", "https").contains(scheme) && address.getHost() != null);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static Refusal unparsable(String reason) {
    return Refusal.badRequest("can't parse inline keyboard button: " + reason);
  }
}
