package elysia.messages.connect;

import elysia.db.bots.WebhookChecks.Due;
import elysia.messages.telegram.TelegramFailure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Tells operators what a look at a webhook has shown.
@Singleton
final class WebhookReport {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookReport.class);

  private final MeterRegistry meters;

  WebhookReport(MeterRegistry meters) {
    this.meters = meters;
  }

  void repaired(String bot, Drift drift) {
    count(drift, "repaired");
    line(LOG.atWarn(), bot).log("[WEBHOOK][TELEGRAM] {}", drift.repaired());
  }

  void notRepaired(String bot, Drift drift, String error) {
    count(drift, "failed");
    line(LOG.atError(), bot).log("[ERRO] {}, sem conserto agora: {}", drift.found(), error);
  }

  /// The webhook is ours; do its updates come through?
  void deliveries(String bot, WebhookInfo info, Due due) {
    info.freshError(due.previous())
        .ifPresent(
            error ->
                line(LOG.atWarn(), bot)
                    .log(
                        "[WEBHOOK][TELEGRAM] O Telegram não consegue entregar: {}",
                        error.message()));
    if (due.pending() > 0 && info.pending() > due.pending()) {
      line(LOG.atWarn(), bot)
          .log(
              "[WEBHOOK][TELEGRAM] Fila no Telegram cresceu de {} para {}",
              due.pending(),
              info.pending());
    }
  }

  void revoked(String bot, TelegramFailure failure) {
    line(LOG.atError(), bot).log("[ERRO] O bot {} parou: {}", bot, failure.words());
  }

  void unclear(String bot, TelegramFailure failure) {
    line(LOG.atInfo(), bot)
        .log("[WEBHOOK][TELEGRAM] Webhook não conferido agora: {}", failure.words());
  }

  private void count(Drift drift, String outcome) {
    meters.counter("elysia.webhook.drift", "what", drift.word(), "outcome", outcome).increment();
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, String bot) {
    return line.addKeyValue("bot", bot);
  }
}
