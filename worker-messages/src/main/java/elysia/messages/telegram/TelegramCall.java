package elysia.messages.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import elysia.messaging.WireJson;
import elysia.model.TelegramId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One call of the Bot API: a method, its JSON body, and the files that [#body(List)] puts into it
/// when it is sent. Stored in `sends.request` as it is.
public record TelegramCall(
    String method,
    Map<String, Object> body,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments) {
  /// What we ask Telegram to tell us; `chat_member` comes only when it is named (L20).
  public static final List<String> UPDATES =
      List.of("message", "callback_query", "my_chat_member", "chat_member", "chat_join_request");

  private static final int MAX_CONNECTIONS = 40;

  private static final String ALBUM = "sendMediaGroup";
  private static final String ITEMS = "media";

  public TelegramCall {
    body = Map.copyOf(body);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
  }

  /// A call without files.
  public TelegramCall(String method, Map<String, Object> body) {
    this(method, body, List.of());
  }

  /// @param html at most 4096 characters once Telegram has taken out the tags
  public static TelegramCall sendMessage(TelegramId chat, String html, Keyboard keyboard) {
    var body = new LinkedHashMap<String, Object>();
    body.put("chat_id", chat.value());
    body.put("text", html);
    body.put("parse_mode", "HTML");
    putKeyboard(body, keyboard);
    return new TelegramCall("sendMessage", body);
  }

  /// One file: `sendPhoto`, `sendVideo` and so on, by its kind.
  ///
  /// @param captionHtml at most 1024 characters once Telegram has taken out the tags; may be empty
  public static TelegramCall sendMedia(
      TelegramId chat, Attachment attachment, String captionHtml, Keyboard keyboard) {
    var body = new LinkedHashMap<String, Object>();
    body.put("chat_id", chat.value());
    putCaption(body, captionHtml);
    putKeyboard(body, keyboard);
    var word = attachment.kind().word();
    var method = "send" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
    return new TelegramCall(method, body, List.of(attachment));
  }

  /// A file in an album.
  ///
  /// @param captionHtml as in [#sendMedia]
  public record AlbumItem(Attachment attachment, String captionHtml) {}

  /// Two to ten files in one send. An album has no keyboard.
  public static TelegramCall sendAlbum(TelegramId chat, List<AlbumItem> items) {
    if (items.size() < 2 || items.size() > 10) {
      throw new IllegalArgumentException("2 to 10 files in an album expected, got " + items.size());
    }
    var media =
        items.stream()
            .map(
                item -> {
                  var entry = new LinkedHashMap<String, Object>();
                  entry.put("type", item.attachment().kind().word());
                  putCaption(entry, item.captionHtml());
                  return entry;
                })
            .toList();
    return new TelegramCall(
        ALBUM,
        Map.of("chat_id", chat.value(), ITEMS, media),
        items.stream().map(AlbumItem::attachment).toList());
  }

  /// Stops the clock on a pressed button.
  public static TelegramCall answerCallbackQuery(String queryId) {
    return new TelegramCall("answerCallbackQuery", Map.of("callback_query_id", queryId));
  }

  /// @param toast shown at the top of the chat for a moment, at most 200 characters
  public static TelegramCall answerCallbackQuery(String queryId, String toast) {
    return new TelegramCall(
        "answerCallbackQuery", Map.of("callback_query_id", queryId, "text", toast));
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

  /// The same call with another body.
  public TelegramCall with(Map<String, Object> otherBody) {
    return new TelegramCall(method, otherBody, attachments);
  }

  /// The body with what takes the attachments' places, in their order.
  Map<String, Object> body(List<String> references) {
    if (references.isEmpty()) {
      return body;
    }
    var filled = new LinkedHashMap<>(body);
    if (method.equals(ALBUM)) {
      filled.put(ITEMS, filledItems(references));
    } else {
      filled.put(attachments.getFirst().kind().word(), references.getFirst());
    }
    return filled;
  }

  private List<Object> filledItems(List<String> references) {
    var filled = new ArrayList<Object>();
    for (var item : (List<?>) Objects.requireNonNull(body.get(ITEMS))) {
      var entry = new LinkedHashMap<Object, Object>((Map<?, ?>) item);
      entry.put("media", references.get(filled.size()));
      filled.add(entry);
    }
    return filled;
  }

  private static void putCaption(Map<String, Object> body, String html) {
    if (!html.isEmpty()) {
      body.put("caption", html);
      body.put("parse_mode", "HTML");
    }
  }

  private static void putKeyboard(Map<String, Object> body, Keyboard keyboard) {
    if (!keyboard.rows().isEmpty()) {
      body.put("reply_markup", new InlineKeyboard(keyboard.rows()));
    }
  }

  private record InlineKeyboard(
      @JsonProperty("inline_keyboard") List<List<Keyboard.Button>> rows) {}
}
