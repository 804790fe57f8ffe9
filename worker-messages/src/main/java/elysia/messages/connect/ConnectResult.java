package elysia.messages.connect;

import elysia.messages.telegram.TelegramFailure;
import java.net.URI;

/// How far a bot came on its way to Telegram.
sealed interface ConnectResult {
  /// Telegram holds our webhook.
  record Connected(URI webhook, String username) implements ConnectResult {}

  /// An operator has to act first.
  ///
  /// @param error what the operator reads
  record Refused(String error) implements ConnectResult {}

  /// A call to Telegram failed; another try may not.
  record Failed(TelegramFailure failure) implements ConnectResult {}
}
