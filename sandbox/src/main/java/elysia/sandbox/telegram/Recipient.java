package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import java.time.Instant;
import java.util.Optional;

/// Who gets a message. `chat` is empty for a member of an audience, whose messages nobody keeps.
record Recipient(Bot bot, long person, Optional<Chat> chat, Instant at) {
  /// A message without its content.
  ObjectNode begin() {
    var message = Json.object().put("message_id", bot.nextMessageId());
    message.set("from", bot.user());
    message.set(
        "chat",
        chat.map(c -> c.person().privateChat())
            .orElseGet(() -> Json.object().put("id", person).put("type", "private")));
    return message.put("date", at.getEpochSecond());
  }

  ObjectNode add(ObjectNode message) {
    chat.ifPresent(c -> c.add(message.path("message_id").longValue(), message));
    return message;
  }
}
