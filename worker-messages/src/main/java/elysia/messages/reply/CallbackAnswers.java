package elysia.messages.reply;

import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops the clock on pressed buttons, beside the real work and at best effort: money never waits
/// for it nor fails with it (L40).
@Singleton
final class CallbackAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackAnswers.class);

  /// While Telegram hangs, further clocks just run out.
  private static final int MAX_AT_ONCE = 200;

  private final Semaphore slots = new Semaphore(MAX_AT_ONCE);
  private final Telegram telegram;

  CallbackAnswers(Telegram telegram) {
    this.telegram = telegram;
  }

  /// Returns at once.
  void answer(BotToken token, TelegramCall answer) {
    if (slots.tryAcquire()) {
      Thread.ofVirtual().name("callback-answer").start(() -> call(token, answer));
    }
  }

  private void call(BotToken token, TelegramCall answer) {
    try {
      switch (telegram.call(token, answer)) {
        case CallOutcome.Accepted _ -> {}
        case TelegramFailure failure -> LOG.debug("Botão sem confirmação: {}", failure.words());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      slots.release();
    }
  }
}
