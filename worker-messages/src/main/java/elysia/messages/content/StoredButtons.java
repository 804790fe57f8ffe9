package elysia.messages.content;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.messages.telegram.Keyboard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The buttons of the oldest content: `buttons`, each with its `text` and `callback_data` or `url`.
final class StoredButtons {
  private StoredButtons() {}

  static List<Keyboard.Button> read(JsonNode content) {
    return StreamSupport.stream(content.path("buttons").spliterator(), false)
        .flatMap(button -> button(button).stream())
        .toList();
  }

  private static Optional<Keyboard.Button> button(JsonNode button) {
    var text = button.path("text").asText("");
    var data = button.path("callback_data").asText("");
    var url = button.path("url").asText("");
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!url.isBlank()) {
      return Optional.of(new Keyboard.Link(text, url));
    }
    int bytes = data.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= Keyboard.Press.MAX_DATA_BYTES
        ? Optional.of(new Keyboard.Press(text, data))
        : Optional.empty();
  }
}
