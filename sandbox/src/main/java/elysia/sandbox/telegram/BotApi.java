package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/// One call of the Bot API: who, which method, with what, and its answer.
@Singleton
final class BotApi {
  private static final Set<String> CHAT_ACTIONS =
      Set.of(
          "typing",
          "upload_photo",
          "record_video",
          "upload_video",
          "record_voice",
          "upload_voice",
          "upload_document",
          "choose_sticker",
          "find_location",
          "record_video_note",
          "upload_video_note");

  private final Bots bots;
  private final Webhooks webhooks;
  private final Sending sending;
  private final Editing editing;
  private final Callbacks callbacks;
  private final Clock clock;

  BotApi(
      Bots bots,
      Webhooks webhooks,
      Sending sending,
      Editing editing,
      Callbacks callbacks,
      Clock clock) {
    this.bots = bots;
    this.webhooks = webhooks;
    this.sending = sending;
    this.editing = editing;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  Answer call(String token, String methodName, HttpRequest<?> request, byte[] body) {
    try {
      var bot = bots.authenticate(token);
      var method = Method.of(methodName).orElseThrow(Refusal::unknownMethod);
      var arguments = Arguments.check(method, RawRequest.read(request, body));
      var result = run(bot, method, arguments);
      return Answer.ok(Json.object().put("ok", true).set("result", result));
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }

  private JsonNode run(Bot bot, Method method, Arguments arguments) {
    return switch (method) {
      case GET_ME ->
          bot.user()
              .put("can_join_groups", true)
              .put("can_read_all_group_messages", false)
              .put("supports_inline_queries", false);
      case SET_WEBHOOK -> webhooks.set(bot, arguments);
      case GET_WEBHOOK_INFO -> webhooks.info(bot);
      case DELETE_WEBHOOK -> webhooks.delete(bot, arguments);
      case SEND_MESSAGE -> sending.message(bot, arguments);
      case SEND_PHOTO -> sending.media(bot, MediaKind.PHOTO, arguments);
      case SEND_VIDEO -> sending.media(bot, MediaKind.VIDEO, arguments);
      case SEND_DOCUMENT -> sending.media(bot, MediaKind.DOCUMENT, arguments);
      case SEND_MEDIA_GROUP -> sending.album(bot, arguments);
      case ANSWER_CALLBACK_QUERY -> callbacks.answer(bot, arguments);
      case SEND_CHAT_ACTION -> chatAction(bot, arguments);
      case EDIT_MESSAGE_TEXT -> editing.text(bot, arguments);
      case EDIT_MESSAGE_REPLY_MARKUP -> editing.keyboard(bot, arguments);
      case DELETE_MESSAGE -> editing.delete(bot, arguments);
    };
  }

  private JsonNode chatAction(Bot bot, Arguments arguments) {
    if (!CHAT_ACTIONS.contains(arguments.text("action"))) {
      throw Refusal.badRequest("wrong parameter action in request");
    }
    var chat = bot.chat(arguments.chatId());
    if (chat.isEmpty() && !bot.admits(arguments.chatId())) {
      throw Refusal.badRequest("chat not found");
    }
    if (chat.isPresent() && chat.get().isBlocked()) {
      throw Refusal.forbidden("bot was blocked by the user");
    }
    chat.ifPresent(c -> c.typing(clock.instant()));
    return BooleanNode.TRUE;
  }
}
