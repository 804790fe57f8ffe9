package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;

/// What each method does.
@Singleton
final class Methods {
  private final Webhooks webhooks;
  private final Sending sending;
  private final Editing editing;
  private final Callbacks callbacks;
  private final MediaShelf shelf;

  Methods(
      Webhooks webhooks, Sending sending, Editing editing, Callbacks callbacks, MediaShelf shelf) {
    this.webhooks = webhooks;
    this.sending = sending;
    this.editing = editing;
    this.callbacks = callbacks;
    this.shelf = shelf;
  }

  /// @throws Refusal when Telegram would refuse the call
  JsonNode run(Bot bot, Method method, Arguments arguments) {
    return switch (method) {
      case GET_ME -> bot.self();
      case SET_WEBHOOK -> webhooks.set(bot, arguments);
      case GET_WEBHOOK_INFO -> webhooks.info(bot);
      case DELETE_WEBHOOK -> webhooks.delete(bot, arguments);
      case SEND_MESSAGE -> sending.message(bot, arguments);
      case SEND_PHOTO -> sending.media(bot, MediaKind.PHOTO, arguments);
      case SEND_VIDEO -> sending.media(bot, MediaKind.VIDEO, arguments);
      case SEND_ANIMATION -> sending.media(bot, MediaKind.ANIMATION, arguments);
      case SEND_AUDIO -> sending.media(bot, MediaKind.AUDIO, arguments);
      case SEND_VOICE -> sending.media(bot, MediaKind.VOICE, arguments);
      case SEND_VIDEO_NOTE -> sending.media(bot, MediaKind.VIDEO_NOTE, arguments);
      case SEND_DOCUMENT -> sending.media(bot, MediaKind.DOCUMENT, arguments);
      case SEND_MEDIA_GROUP -> sending.album(bot, arguments);
      case SEND_CHAT_ACTION -> sending.chatAction(bot, arguments);
      case ANSWER_CALLBACK_QUERY -> callbacks.answer(bot, arguments);
      case EDIT_MESSAGE_TEXT -> editing.text(bot, arguments);
      case EDIT_MESSAGE_CAPTION -> editing.caption(bot, arguments);
      case EDIT_MESSAGE_MEDIA -> editing.media(bot, arguments);
      case EDIT_MESSAGE_REPLY_MARKUP -> editing.keyboard(bot, arguments);
      case DELETE_MESSAGE -> editing.delete(bot, arguments);
      case DELETE_MESSAGES -> editing.deleteAll(bot, arguments);
      case GET_FILE -> shelf.file(bot, arguments);
    };
  }
}
