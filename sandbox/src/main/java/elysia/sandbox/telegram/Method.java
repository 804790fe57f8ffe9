package elysia.sandbox.telegram;

import static elysia.sandbox.telegram.Field.Type.ARRAY;
import static elysia.sandbox.telegram.Field.Type.BOOLEAN;
import static elysia.sandbox.telegram.Field.Type.CHAT;
import static elysia.sandbox.telegram.Field.Type.FILE;
import static elysia.sandbox.telegram.Field.Type.INTEGER;
import static elysia.sandbox.telegram.Field.Type.OBJECT;
import static elysia.sandbox.telegram.Field.Type.STRING;
import static elysia.sandbox.telegram.Field.optional;
import static elysia.sandbox.telegram.Field.required;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The methods this Bot API knows, each with all its fields. A field that isn't listed is refused,
/// where the real service would ignore it: a misspelt field is always a defect of the caller.
enum Method {
  GET_ME("getMe", List.of()),
  SET_WEBHOOK(
      "setWebhook",
      List.of(
          required("url", STRING),
          optional("secret_token", STRING),
          optional("max_connections", INTEGER),
          optional("ip_address", STRING),
          optional("allowed_updates", ARRAY),
          optional("drop_pending_updates", BOOLEAN))),
  GET_WEBHOOK_INFO("getWebhookInfo", List.of()),
  DELETE_WEBHOOK("deleteWebhook", List.of(optional("drop_pending_updates", BOOLEAN))),
  SEND_MESSAGE(
      "sendMessage",
      sending(
          required("text", STRING),
          optional("parse_mode", STRING),
          optional("entities", ARRAY),
          optional("link_preview_options", OBJECT),
          optional("reply_markup", OBJECT))),
  SEND_PHOTO("sendPhoto", media("photo", optional("show_caption_above_media", BOOLEAN))),
  SEND_VIDEO(
      "sendVideo",
      media(
          "video",
          optional("duration", INTEGER),
          optional("width", INTEGER),
          optional("height", INTEGER),
          optional("thumbnail", FILE),
          optional("supports_streaming", BOOLEAN),
          optional("show_caption_above_media", BOOLEAN))),
  SEND_DOCUMENT(
      "sendDocument",
      media(
          "document",
          optional("thumbnail", FILE),
          optional("disable_content_type_detection", BOOLEAN))),
  SEND_MEDIA_GROUP("sendMediaGroup", sending(required("media", ARRAY))),
  ANSWER_CALLBACK_QUERY(
      "answerCallbackQuery",
      List.of(
          required("callback_query_id", STRING),
          optional("text", STRING),
          optional("show_alert", BOOLEAN),
          optional("url", STRING),
          optional("cache_time", INTEGER))),
  SEND_CHAT_ACTION(
      "sendChatAction",
      List.of(
          required("chat_id", CHAT),
          required("action", STRING),
          optional("message_thread_id", INTEGER))),
  EDIT_MESSAGE_TEXT(
      "editMessageText",
      editing(
          required("text", STRING),
          optional("parse_mode", STRING),
          optional("entities", ARRAY),
          optional("link_preview_options", OBJECT))),
  EDIT_MESSAGE_REPLY_MARKUP("editMessageReplyMarkup", editing()),
  DELETE_MESSAGE(
      "deleteMessage", List.of(required("chat_id", CHAT), required("message_id", INTEGER)));

  private static final Map<String, Method> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  m -> m.word.toLowerCase(Locale.ROOT), Function.identity()));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // copied, so it never changes
  private final List<Field> fields;

  Method(String word, List<Field> fields) {
    this.word = word;
    this.fields = List.copyOf(fields);
  }

  /// Method names are case-insensitive, as at Telegram.
  static Optional<Method> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  List<Field> fields() {
    return fields;
  }

  private static List<Field> sending(Field... own) {
    return Stream.concat(
            Stream.of(
                required("chat_id", CHAT),
                optional("message_thread_id", INTEGER),
                optional("disable_notification", BOOLEAN),
                optional("protect_content", BOOLEAN),
                optional("allow_paid_broadcast", BOOLEAN),
                optional("message_effect_id", STRING),
                optional("reply_parameters", OBJECT)),
            Arrays.stream(own))
        .toList();
  }

  private static List<Field> media(String kind, Field... own) {
    return Stream.concat(
            sending(
                required(kind, FILE),
                optional("caption", STRING),
                optional("parse_mode", STRING),
                optional("caption_entities", ARRAY),
                optional("has_spoiler", BOOLEAN),
                optional("reply_markup", OBJECT))
                .stream(),
            Arrays.stream(own))
        .toList();
  }

  private static List<Field> editing(Field... own) {
    return Stream.concat(
            Stream.of(
                required("chat_id", CHAT),
                required("message_id", INTEGER),
                optional("reply_markup", OBJECT)),
            Arrays.stream(own))
        .toList();
  }
}
