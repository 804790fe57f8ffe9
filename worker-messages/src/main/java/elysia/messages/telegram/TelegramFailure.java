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

  /// Telegram refuses the formatting of the text, whatever the text says.
  record Unparsable(String description) implements TelegramFailure {}

  /// Telegram does not take a file id or URL; the bytes it would.
  record WrongFile(String description) implements TelegramFailure {}

  /// We have not got the bytes ourselves.
  record MissingFile() implements TelegramFailure {}

  /// A part of an album may have arrived, and sending it again would double that part.
  ///
  /// @param retryAfter how long Telegram wants to be left alone, often not at all
  record PartlySent(String description, Duration retryAfter) implements TelegramFailure {}

  /// Certainly not sent: no connection, or bytes that could not be read.
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
      case Unparsable(var description) -> "o Telegram recusou a formatação: " + description;
      case WrongFile(var description) -> "o Telegram recusou o arquivo: " + description;
      case MissingFile _ -> "a mídia não está no nosso armazenamento";
      case PartlySent(var description, _) -> "o álbum pode ter chegado em parte: " + description;
      case NotSent(var reason) -> reason;
      case Ambiguous(var reason) -> "sem resposta clara do Telegram: " + reason;
    };
  }
}
