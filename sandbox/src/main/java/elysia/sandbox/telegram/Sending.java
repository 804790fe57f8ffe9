package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Effect.PartialAlbum;
import elysia.sandbox.common.Faults;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.Service;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// The methods that put something into a chat.
@Singleton
final class Sending {
  private final MediaShelf shelf;
  private final Faults faults;
  private final SandboxSettings settings;
  private final Clock clock;

  Sending(MediaShelf shelf, Faults faults, SandboxSettings settings, Clock clock) {
    this.shelf = shelf;
    this.faults = faults;
    this.settings = settings;
    this.clock = clock;
  }

  JsonNode message(Bot bot, Arguments arguments) {
    var text = FormattedText.text(arguments.text("text"), arguments.text("parse_mode"));
    Keyboard.check(arguments.node("reply_markup"));
    var recipient = recipient(bot, arguments, 1);
    var message = recipient.begin();
    text.putInto(message, "text", "entities");
    return recipient.add(withKeyboard(message, arguments));
  }

  JsonNode media(Bot bot, MediaKind kind, Arguments arguments) {
    var caption = FormattedText.caption(arguments.text("caption"), arguments.text("parse_mode"));
    Keyboard.check(arguments.node("reply_markup"));
    var part = shelf.part(bot, kind, arguments, arguments.text(kind.word()));
    var recipient = recipient(bot, arguments, 1);
    var message = recipient.begin();
    message.setAll(part);
    caption.putInto(message, "caption", "caption_entities");
    return recipient.add(withKeyboard(message, arguments));
  }

  JsonNode album(Bot bot, Arguments arguments) {
    var items = InputMedia.album(arguments.node("media"));
    var parts =
        items.stream().map(item -> shelf.part(bot, item.kind(), arguments, item.media())).toList();
    var recipient = recipient(bot, arguments, items.size());
    var albumId = Long.toString(bot.nextMessageId() + 13_000_000_000_000_000L);
    var fault =
        faults.take(
            PartialAlbum.class,
            Service.TELEGRAM,
            "/sendMediaGroup",
            () -> bot.id() + "\n" + arguments.values());
    var sent = Json.MAPPER.createArrayNode();
    for (int i = 0; i < items.size(); i++) {
      if (fault.isPresent() && fault.get().delivered() == i) {
        throw Refusal.partialAlbum(i + 1, fault.get().retryAfter());
      }
      var message = recipient.begin().put("media_group_id", albumId);
      message.setAll(parts.get(i));
      items.get(i).caption().putInto(message, "caption", "caption_entities");
      sent.add(recipient.add(message));
    }
    return sent;
  }

  JsonNode chatAction(Bot bot, Arguments arguments) {
    reachable(bot, arguments.chatId()).ifPresent(chat -> chat.typing(clock.instant()));
    return BooleanNode.TRUE;
  }

  /// Finds the chat and takes its rate.
  ///
  /// @throws Refusal chat not found, blocked, or too many
  private Recipient recipient(Bot bot, Arguments arguments, int messages) {
    long person = arguments.chatId();
    var chat = reachable(bot, person);
    if (settings.telegramLimits() == Limits.ON) {
      takeRate(bot, chat, messages);
    }
    return new Recipient(bot, person, chat, clock.instant());
  }

  /// The chat, empty for a member of an audience.
  private static Optional<Chat> reachable(Bot bot, long person) {
    var chat = bot.chat(person);
    if (chat.isEmpty() && !bot.admits(person)) {
      throw Refusal.badRequest("chat not found");
    }
    if (chat.isPresent() && chat.get().isBlocked()) {
      throw Refusal.forbidden("bot was blocked by the user");
    }
    return chat;
  }

  private void takeRate(Bot bot, Optional<Chat> chat, int messages) {
    var now = clock.instant();
    long chatWait = chat.map(c -> c.takeRate(messages, now)).orElse(0L);
    if (chatWait > 0) {
      throw Refusal.tooMany(chatWait);
    }
    if (!bot.rate().take(messages, now)) {
      throw Refusal.tooMany(1);
    }
  }

  /// The message with the call's keyboard; without one it has none.
  static ObjectNode withKeyboard(ObjectNode message, Arguments arguments) {
    message.remove("reply_markup");
    if (!arguments.node("reply_markup").path("inline_keyboard").isEmpty()) {
      message.set("reply_markup", arguments.node("reply_markup"));
    }
    return message;
  }
}
