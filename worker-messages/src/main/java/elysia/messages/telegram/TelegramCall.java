package elysia.messages.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import elysia.messaging.WireJson;
import elysia.model.TelegramId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One call of the Bot API: a method and its JSON body. Stored in `sends.request` as it is.
public record TelegramCall(String method, Map<String, Object> body) {
  /// What we ask Telegram to tell us; `chat_member` comes only when it is named (L20).
  public static final List<String> UPDATES =
      List.of("message", "callback_query", "my_chat_member", "chat_member", "chat_join_request");

  private static final int MAX_CONNECTIONS = 40;

  public TelegramCall {
    body = Map.copyOf(body);
  }

  /// @param html at most 4096 characters once Telegram has taken out the tags
  public static TelegramCall sendMessage(TelegramId chat, String html, Keyboard keyboard) {
    var body = new LinkedHashMap<String, Object>();
    body.put("chat_id", chat.value());
    body.put("text", html);
    body.put("parse_mode", "HTML");
    if (!keyboard.rows().isEmpty()) {
      body.put("reply_markup", new InlineKeyboard(keyboard.rows()));
    }
    return new TelegramCall("sendMessage", body);
  }

  /// Stops the clock on a pressed button.
  public static TelegramCall answerCallbackQuery(String queryId) {
    return new TelegramCall("answerCallbackQuery", Map.of("callback_query_id", queryId));
  }

  public static TelegramCall getMe() {
    return new TelegramCall("getMe", Map.of());
  }

  public static TelegramCall setWebhook(URI url, String secret) {
    return new TelegramCall(
        "setWebhook",
        Map.of(
            "url",
            url.toString(),
            "secret_token",
            secret,
            "allowed_updates",
            UPDATES,
            "max_connections",
            MAX_CONNECTIONS));
  }

  public static TelegramCall getWebhookInfo() {
    return new TelegramCall("getWebhookInfo", Map.of());
  }

  /// Reads what [#json] wrote.
  public static TelegramCall parse(String json) {
    return WireJson.read(json.getBytes(StandardCharsets.UTF_8), TelegramCall.class);
  }

  public String json() {
    return WireJson.text(this);
  }

  private record InlineKeyboard(
      @JsonProperty("inline_keyboard") List<List<Keyboard.Button>> rows) {}
}
