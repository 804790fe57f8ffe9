package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/// A chat as it stands: messages oldest first, each a Bot API `Message` (`from.is_bot` says whose).
///
/// @param version grows with every change
/// @param toasts what answers to button presses showed
public record ChatView(
    Person person,
    long version,
    boolean blocked,
    boolean typing,
    List<JsonNode> messages,
    List<Toast> toasts) {
  /// @param alert shown as a dialog to be closed, else for a moment
  public record Toast(String callbackId, Instant at, String text, boolean alert) {}

  /// The messages of the bot.
  public List<JsonNode> fromBot() {
    return messages.stream().filter(message -> message.at("/from/is_bot").asBoolean()).toList();
  }
}
