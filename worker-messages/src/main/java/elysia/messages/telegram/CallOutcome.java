package elysia.messages.telegram;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of a call that sends no message.
public sealed interface CallOutcome permits CallOutcome.Accepted, TelegramFailure {
  /// Telegram said ok.
  record Accepted(JsonNode result) implements CallOutcome {}
}
