package elysia.sandbox.telegram;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The methods this Bot API knows.
enum Method {
  GET_ME("getMe"),
  SET_WEBHOOK("setWebhook"),
  GET_WEBHOOK_INFO("getWebhookInfo"),
  DELETE_WEBHOOK("deleteWebhook"),
  SEND_MESSAGE("sendMessage"),
  SEND_PHOTO("sendPhoto"),
  SEND_VIDEO("sendVideo"),
  SEND_ANIMATION("sendAnimation"),
  SEND_AUDIO("sendAudio"),
  SEND_VOICE("sendVoice"),
  SEND_VIDEO_NOTE("sendVideoNote"),
  SEND_DOCUMENT("sendDocument"),
  SEND_MEDIA_GROUP("sendMediaGroup"),
  SEND_CHAT_ACTION("sendChatAction"),
  ANSWER_CALLBACK_QUERY("answerCallbackQuery"),
  EDIT_MESSAGE_TEXT("editMessageText"),
  EDIT_MESSAGE_CAPTION("editMessageCaption"),
  EDIT_MESSAGE_MEDIA("editMessageMedia"),
  EDIT_MESSAGE_REPLY_MARKUP("editMessageReplyMarkup"),
  DELETE_MESSAGE("deleteMessage"),
  DELETE_MESSAGES("deleteMessages"),
  GET_FILE("getFile");

  private static final Map<String, Method> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  m -> m.word.toLowerCase(Locale.ROOT), Function.identity()));

  private final String word;

  Method(String word) {
    this.word = word;
  }

  /// Method names are case-insensitive, as at Telegram.
  static Optional<Method> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The name of its parameters' type: `SendMessageParams`.
  String parameters() {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "Params";
  }
}
