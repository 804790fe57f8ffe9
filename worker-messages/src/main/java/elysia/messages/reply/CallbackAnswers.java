package elysia.messages.reply;

import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import elysia.messages.telegram.TelegramGate;
import elysia.messaging.Permit;
import elysia.messaging.Rank;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops the clock on pressed buttons, beside the real work and at best effort: money never waits
/// for it nor fails with it (L40).
@Singleton
final class CallbackAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackAnswers.class);

  private final TelegramGate gate;
  private final Telegram telegram;

  CallbackAnswers(TelegramGate gate, Telegram telegram) {
    this.gate = gate;
    this.telegram = telegram;
  }

  /// Returns at once. While Telegram hangs, further clocks just run out.
  void answer(BotToken token, TelegramCall answer) {
    gate.tryEnter(token, Rank.ACKNOWLEDGEMENT)
        .ifPresent(
            permit ->
                Thread.ofVirtual()
                    .name("callback-answer")
                    .start(() -> call(permit, token, answer)));
  }

  private void call(Permit permit, BotToken token, TelegramCall answer) {
    try (permit) {
      switch (telegram.call(token, answer)) {
        case CallOutcome.Accepted _ -> {}
        case TelegramFailure failure -> LOG.debug("Botão sem confirmação: {}", failure.words());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
