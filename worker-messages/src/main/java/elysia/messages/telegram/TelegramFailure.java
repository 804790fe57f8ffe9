package elysia.messages.telegram;

import elysia.db.people.Unreachable;
import java.time.Duration;

/// Why a call had no success, by what can be done about it.
public sealed interface TelegramFailure extends SendOutcome, CallOutcome {
  /// Certainly not sent: Telegram takes no more before `retryAfter` is over.
  record Limited(Duration retryAfter) implements TelegramFailure {}

  /// The person blocked the bot, is gone, or never talked to it.
  record PersonUnreachable(Unreachable reason) implements TelegramFailure {}

  /// Telegram does not know the token.
  record BotRevoked() implements TelegramFailure {}

  /// Telegram refuses this very call; the same again would be refused again.
  record BadContent(String description) implements TelegramFailure {}

  /// Certainly not sent: no connection.
  record NotSent(String reason) implements TelegramFailure {}

  /// We cannot tell: no answer, a broken one, or a fault at Telegram.
  record Ambiguous(String reason) implements TelegramFailure {}

  /// For logs and for the operator, in Portuguese; without secrets.
  default String words() {
    return switch (this) {
      case Limited(var retryAfter) ->
          "limite do Telegram, nova tentativa em " + retryAfter.toSeconds() + " s";
      case PersonUnreachable(var reason) ->
          switch (reason) {
            case BLOCKED -> "a pessoa bloqueou o bot";
            case DEACTIVATED -> "a conta da pessoa foi desativada";
            case CHAT_NOT_FOUND -> "a conversa não existe";
          };
      case BotRevoked _ -> "o Telegram não reconhece o token do bot";
      case BadContent(var description) -> "o Telegram recusou: " + description;
      case NotSent(var reason) -> "sem conexão com o Telegram: " + reason;
      case Ambiguous(var reason) -> "sem resposta clara do Telegram: " + reason;
    };
  }
}
