package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The methods that change a message which is there already.
@Singleton
final class Editing {
  private static final Duration DELETABLE_FOR = Duration.ofDays(2);
  private static final List<String> FILES =
      Arrays.stream(MediaKind.values()).map(MediaKind::word).toList();

  private final MediaShelf shelf;
  private final Clock clock;

  Editing(MediaShelf shelf, Clock clock) {
    this.shelf = shelf;
    this.clock = clock;
  }

  JsonNode text(Bot bot, Arguments arguments) {
    if (!arguments.has("text")) {
      throw Refusal.badRequest("message text is empty");
    }
    var text = FormattedText.text(arguments.text("text"), arguments.text("parse_mode"));
    var edit = edit(bot, arguments);
    edit.require(edit.old().has("text"), "there is no text in the message to edit");
    text.putInto(edit.edited(), "text", "entities");
    return replace(edit);
  }

  JsonNode caption(Bot bot, Arguments arguments) {
    var caption = FormattedText.caption(arguments.text("caption"), arguments.text("parse_mode"));
    var edit = edit(bot, arguments);
    edit.require(hasFile(edit.old()), "there is no caption in the message to edit");
    caption.putInto(edit.edited(), "caption", "caption_entities");
    return replace(edit);
  }

  JsonNode media(Bot bot, Arguments arguments) {
    var media = InputMedia.of(arguments.node("media"));
    var edit = edit(bot, arguments);
    edit.require(hasFile(edit.old()), "there is no media in the message to edit");
    edit.edited().remove(FILES);
    edit.edited().setAll(shelf.part(bot, media.kind(), arguments, media.media()));
    media.caption().putInto(edit.edited(), "caption", "caption_entities");
    return replace(edit);
  }

  JsonNode keyboard(Bot bot, Arguments arguments) {
    return replace(edit(bot, arguments));
  }

  private static boolean hasFile(ObjectNode message) {
    return FILES.stream().anyMatch(message::has);
  }

  /// One edit: the message as it was, and a copy to be changed, which has the call's keyboard.
  private record Edit(Chat chat, ObjectNode old, ObjectNode edited) {
    void require(boolean holds, String otherwise) {
      if (!holds) {
        throw Refusal.badRequest(otherwise);
      }
    }
  }

  private static Edit edit(Bot bot, Arguments arguments) {
    Keyboard.check(arguments.node("reply_markup"));
    var chat = chat(bot, arguments);
    var message =
        chat.message(arguments.messageId())
            .orElseThrow(() -> Refusal.badRequest("message to edit not found"));
    if (!message.at("/from/is_bot").asBoolean()) {
      throw Refusal.badRequest("message can't be edited");
    }
    return new Edit(chat, message, Sending.withKeyboard(message.deepCopy(), arguments));
  }

  private static Chat chat(Bot bot, Arguments arguments) {
    return bot.chat(arguments.chatId()).orElseThrow(() -> Refusal.badRequest("chat not found"));
  }

  private JsonNode replace(Edit edit) {
    var edited = edit.edited();
    var before = edit.old().deepCopy();
    before.remove("edit_date");
    edited.remove("edit_date");
    if (before.equals(edited)) {
      throw Refusal.badRequest(
          "message is not modified: specified new message content and reply markup are exactly"
              + " the same as a current content and reply markup of the message");
    }
    edited.put("edit_date", clock.instant().getEpochSecond());
    edit.chat().replace(edited.path("message_id").longValue(), edited);
    return edited;
  }

  JsonNode delete(Bot bot, Arguments arguments) {
    var chat = chat(bot, arguments);
    var message =
        chat.message(arguments.messageId())
            .orElseThrow(() -> Refusal.badRequest("message to delete not found"));
    if (isTooOld(message)) {
      throw Refusal.badRequest("message can't be deleted");
    }
    chat.delete(arguments.messageId());
    return BooleanNode.TRUE;
  }

  /// Ids that can't be deleted, or are none, are skipped.
  JsonNode deleteAll(Bot bot, Arguments arguments) {
    var chat = chat(bot, arguments);
    for (var id : arguments.node("message_ids")) {
      chat.message(id.asLong())
          .filter(message -> !isTooOld(message))
          .ifPresent(_ -> chat.delete(id.asLong()));
    }
    return BooleanNode.TRUE;
  }

  private boolean isTooOld(ObjectNode message) {
    var sentAt = Instant.ofEpochSecond(message.path("date").asLong());
    return sentAt.plus(DELETABLE_FOR).isBefore(clock.instant());
  }
}
