package elysia.messages.telegram;

/// What came of sending a message. Only `Sent` means that the person has it (L10).
public sealed interface SendOutcome permits SendOutcome.Sent, TelegramFailure {
  /// Telegram said ok and gave the message its id.
  record Sent(long messageId) implements SendOutcome {}
}
