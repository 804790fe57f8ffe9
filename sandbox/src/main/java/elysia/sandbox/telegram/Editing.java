package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The methods that change a message which is there already.
@Singleton
final class Editing {
  private static final Duration DELETABLE_FOR = Duration.ofDays(2);

  private final Clock clock;

  Editing(Clock clock) {
    this.clock = clock;
  }

  JsonNode text(Bot bot, Arguments arguments) {
    var text = Sending.text(arguments);
    Keyboard.check(arguments.node("reply_markup"));
    var chat = chat(bot, arguments);
    var old = own(chat, arguments);
    if (!old.has("text")) {
      throw Refusal.badRequest("there is no text in the message to edit");
    }
    var edited = old.deepCopy();
    Sending.putText(edited, "text", "entities", text);
    return replace(chat, old, withKeyboard(edited, arguments));
  }

  JsonNode keyboard(Bot bot, Arguments arguments) {
    Keyboard.check(arguments.node("reply_markup"));
    var chat = chat(bot, arguments);
    var old = own(chat, arguments);
    return replace(chat, old, withKeyboard(old.deepCopy(), arguments));
  }

  JsonNode delete(Bot bot, Arguments arguments) {
    var chat = chat(bot, arguments);
    var message =
        chat.message(arguments.number("message_id"))
            .orElseThrow(() -> Refusal.badRequest("message to delete not found"));
    var sentAt = Instant.ofEpochSecond(message.path("date").asLong());
    if (sentAt.plus(DELETABLE_FOR).isBefore(clock.instant())) {
      throw Refusal.badRequest("message can't be deleted");
    }
    chat.delete(message.path("message_id").longValue());
    return BooleanNode.TRUE;
  }

  private static Chat chat(Bot bot, Arguments arguments) {
    return bot.chat(arguments.chatId()).orElseThrow(() -> Refusal.badRequest("chat not found"));
  }

  private static ObjectNode own(Chat chat, Arguments arguments) {
    var message =
        chat.message(arguments.number("message_id"))
            .orElseThrow(() -> Refusal.badRequest("message to edit not found"));
    if (!message.at("/from/is_bot").asBoolean()) {
      throw Refusal.badRequest("message can't be edited");
    }
    return message;
  }

  /// An edit without a keyboard takes the keyboard away.
  private static ObjectNode withKeyboard(ObjectNode message, Arguments arguments) {
    message.remove("reply_markup");
    if (!arguments.node("reply_markup").path("inline_keyboard").isEmpty()) {
      message.set("reply_markup", arguments.node("reply_markup"));
    }
    return message;
  }

  private JsonNode replace(Chat chat, ObjectNode old, ObjectNode edited) {
    var before = old.deepCopy();
    before.remove("edit_date");
    edited.remove("edit_date");
    if (before.equals(edited)) {
      throw Refusal.badRequest(
          "message is not modified: specified new message content and reply markup are exactly"
              + " the same as a current content and reply markup of the message");
    }
    edited.put("edit_date", clock.instant().getEpochSecond());
    chat.replace(edited.path("message_id").longValue(), edited);
    return edited;
  }
}
