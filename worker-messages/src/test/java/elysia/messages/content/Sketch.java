package elysia.messages.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.messages.telegram.TelegramCall;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A call in one line: `photo(caption)+video`, `t:text [2,1]`, with the buttons of each row in
/// brackets.
final class Sketch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sketch() {}

  static String of(TelegramCall call) {
    var body = body(call);
    var rows =
        StreamSupport.stream(body.at("/reply_markup/inline_keyboard").spliterator(), false)
            .map(row -> Integer.toString(row.size()))
            .collect(Collectors.joining(","));
    return content(call, body) + (rows.isEmpty() ? "" : " [" + rows + "]");
  }

  private static String content(TelegramCall call, JsonNode body) {
    return switch (call.method()) {
      case "sendMessage" -> "t:" + body.path("text").asText();
      case "sendMediaGroup" ->
          StreamSupport.stream(body.path("media").spliterator(), false)
              .map(item -> item.path("type").asText() + caption(item))
              .collect(Collectors.joining("+"));
      default -> call.method().substring("send".length()).toLowerCase(Locale.ROOT) + caption(body);
    };
  }

  private static String caption(JsonNode media) {
    return media.has("caption") ? "(" + media.path("caption").asText() + ")" : "";
  }

  private static JsonNode body(TelegramCall call) {
    try {
      return JSON.readTree(call.json()).path("body");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
