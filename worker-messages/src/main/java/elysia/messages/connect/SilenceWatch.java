package elysia.messages.connect;

import elysia.db.bots.BotSilence;
import elysia.runtime.RecurringTask;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alarms when a usually busy bot hears from nobody, whatever the reason: flags and checks may all
/// say that it runs (L22).
@Factory
final class SilenceWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
  private static final Duration SILENT = Duration.ofMinutes(20);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Singleton
  RecurringTask watchSilence(BotSilence silence) {
    return new RecurringTask("messages.silence", PAUSE, () -> look(silence));
  }

  void look(BotSilence silence) {
    for (var over : silence.over()) {
      LOG.atInfo()
          .addKeyValue("bot", over.bot())
          .log("[BOT] O bot {} voltou a receber mensagens", over.bot());
    }
    for (var begun : silence.begun(SILENT)) {
      LOG.atError()
          .addKeyValue("bot", begun.bot())
          .log(
              "[ERRO] O bot {} era movimentado e não recebe nada há {} min",
              begun.bot(),
              SILENT.toMinutes());
    }
  }
}
