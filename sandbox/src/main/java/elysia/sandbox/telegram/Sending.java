package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// The methods that put a message into a chat.
@Singleton
final class Sending {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_CAPTION = 1024;

  private final MediaShelf shelf;
  private final SandboxSettings settings;
  private final Clock clock;

  Sending(MediaShelf shelf, SandboxSettings settings, Clock clock) {
    this.shelf = shelf;
    this.settings = settings;
    this.clock = clock;
  }

  JsonNode message(Bot bot, Arguments arguments) {
    var text = text(arguments);
    Keyboard.check(arguments.node("reply_markup"));
    var recipient = recipient(bot, arguments.chatId(), 1);
    var message = recipient.begin();
    putText(message, "text", "entities", text);
    putKeyboard(message, arguments);
    return recipient.add(message);
  }

  JsonNode media(Bot bot, MediaKind kind, Arguments arguments) {
    var caption = caption(arguments.text("caption"), arguments.text("parse_mode"));
    Keyboard.check(arguments.node("reply_markup"));
    var upload = attached(arguments, arguments.text(kind.word()), kind.word());
    var file = shelf.take(bot, kind, arguments.text(kind.word()), upload);
    var recipient = recipient(bot, arguments.chatId(), 1);
    var message = recipient.begin();
    MediaJson.put(message, file, shelf.size(file), upload);
    putText(message, "caption", "caption_entities", caption);
    putKeyboard(message, arguments);
    return recipient.add(message);
  }

  JsonNode album(Bot bot, Arguments arguments) {
    var items = Album.check(arguments.node("media"));
    var contents = items.stream().map(item -> albumItem(bot, item, arguments)).toList();
    var recipient = recipient(bot, arguments.chatId(), items.size());
    var albumId = Long.toString(bot.nextMessageId() + 13_000_000_000_000_000L);
    var sent = Json.MAPPER.createArrayNode();
    for (var content : contents) {
      var message = recipient.begin().put("media_group_id", albumId);
      message.setAll(content);
      sent.add(recipient.add(message));
    }
    return sent;
  }

  private ObjectNode albumItem(Bot bot, Album.Item item, Arguments arguments) {
    var caption = caption(item.caption(), item.parseMode());
    var upload = attached(arguments, item.media(), "");
    var content = Json.object();
    var file = shelf.take(bot, item.kind(), item.media(), upload);
    MediaJson.put(content, file, shelf.size(file), upload);
    putText(content, "caption", "caption_entities", caption);
    return content;
  }

  static FormattedText text(Arguments arguments) {
    var text = FormattedText.parse(arguments.text("text"), arguments.text("parse_mode"));
    if (text.isBlank()) {
      throw Refusal.badRequest("message text is empty");
    }
    if (text.length() > MAX_TEXT) {
      throw Refusal.badRequest("message is too long");
    }
    return text;
  }

  private static FormattedText caption(String source, String mode) {
    var caption = FormattedText.parse(source, mode);
    if (caption.length() > MAX_CAPTION) {
      throw Refusal.badRequest("message caption is too long");
    }
    return caption;
  }

  /// The upload of a field: the part of its own name, or the one that `attach://name` points to.
  private static Optional<RawRequest.Upload> attached(
      Arguments arguments, String reference, String field) {
    if (!reference.startsWith("attach://")) {
      return arguments.upload(field);
    }
    var upload = arguments.upload(reference.substring("attach://".length()));
    if (upload.isEmpty()) {
      throw Refusal.badRequest("attached file not found");
    }
    return upload;
  }

  /// Finds the chat and takes its rate.
  ///
  /// @throws Refusal chat not found, blocked, or too many
  private Recipient recipient(Bot bot, long person, int messages) {
    var chat = bot.chat(person);
    if (chat.isEmpty() && !bot.admits(person)) {
      throw Refusal.badRequest("chat not found");
    }
    if (chat.isPresent() && chat.get().isBlocked()) {
      throw Refusal.forbidden("bot was blocked by the user");
    }
    if (settings.telegramLimits() == Limits.ON) {
      takeRate(bot, chat, messages);
    }
    return new Recipient(bot, person, chat, clock.instant());
  }

  private void takeRate(Bot bot, Optional<Chat> chat, int messages) {
    var now = clock.instant();
    long chatWait = chat.map(c -> c.takeRate(now)).orElse(0L);
    if (chatWait > 0) {
      throw Refusal.tooMany(chatWait);
    }
    if (!bot.rate().take(messages, now)) {
      throw Refusal.tooMany(1);
    }
  }

  static void putText(ObjectNode message, String name, String entities, FormattedText text) {
    message.remove(entities);
    if (text.text().isEmpty()) {
      message.remove(name);
      return;
    }
    message.put(name, text.text());
    if (!text.entities().isEmpty()) {
      message.set(entities, text.entitiesJson());
    }
  }

  private static void putKeyboard(ObjectNode message, Arguments arguments) {
    if (arguments.has("reply_markup")) {
      message.set("reply_markup", arguments.node("reply_markup"));
    }
  }
}
