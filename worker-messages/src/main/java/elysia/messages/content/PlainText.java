package elysia.messages.content;

import elysia.messages.telegram.TelegramCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call without any formatting: what is left when Telegram refuses to read it.
public final class PlainText {
  private PlainText() {}

  public static TelegramCall of(TelegramCall call) {
    return call.with(plain(call.body()));
  }

  private static Map<String, Object> plain(Map<?, ?> formatted) {
    var plain = new LinkedHashMap<String, Object>();
    formatted.forEach((name, value) -> plain.put(String.valueOf(name), plain(name, value)));
    plain.remove("parse_mode");
    return plain;
  }

  private static Object plain(Object name, Object value) {
    return switch (value) {
      case String html when name.equals("text") || name.equals("caption") -> Html.plain(html);
      // the items of an album have captions of their own
      case List<?> items when name.equals("media") ->
          items.stream().map(item -> plain((Map<?, ?>) item)).toList();
      default -> value;
    };
  }
}
