package elysia.messages.sending;

import elysia.db.bots.Bot;
import elysia.db.sends.SendGroup;
import elysia.messages.telegram.TelegramFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Says what became of a message, in a log line and a number.
@Singleton
final class SendLog {
  private static final Logger LOG = LoggerFactory.getLogger(SendLog.class);

  private final MeterRegistry meters;

  SendLog(MeterRegistry meters) {
    this.meters = meters;
  }

  /// @param latency from the moment that what it answers came in
  void sent(Bot bot, SendGroup group, int step, Duration latency) {
    if (step == 1) {
      Timer.builder("elysia.message.latency")
          .tag("kind", group.kind().word())
          .publishPercentileHistogram()
          .register(meters)
          .record(latency);
    }
    fields(LOG.atInfo(), bot, group)
        .addKeyValue("event_name", "send_" + group.kind().word())
        .addKeyValue("latency_ms", latency.toMillis())
        .log("{} enviada para {} em {} ms", words(group, step), group.person(), latency.toMillis());
  }

  /// It will be tried again.
  void postponed(Bot bot, SendGroup group, TelegramFailure failure) {
    fields(LOG.atWarn(), bot, group)
        .log("[BOT] Mensagem para {} adiada: {}", group.person(), failure.words());
  }

  /// The person cannot be reached, which nobody but the person can change.
  void unreachable(Bot bot, SendGroup group, TelegramFailure failure) {
    fields(LOG.atWarn(), bot, group)
        .log("[BOT] Mensagem para {} não entregue: {}", group.person(), failure.words());
  }

  void failed(Bot bot, SendGroup group, TelegramFailure failure) {
    fields(LOG.atError(), bot, group)
        .log(
            "[ERRO] Falha ao enviar mensagem para o usuário {}: {}",
            group.person(),
            failure.words());
  }

  void givenUp(Bot bot, SendGroup group) {
    fields(LOG.atError(), bot, group)
        .log(
            "[ERRO] Mensagem para o usuário {} sem resposta do Telegram: pode ter chegado, não será repetida",
            group.person());
  }

  private static LoggingEventBuilder fields(LoggingEventBuilder line, Bot bot, SendGroup group) {
    return line.addKeyValue("bot", bot.slug()).addKeyValue("user", group.person());
  }

  private static String words(SendGroup group, int step) {
    return switch (group.kind()) {
      case START -> step == 1 ? "[BOT][START] Mensagem inicial" : "[BOT][START] Mensagem " + step;
      case REPLY -> "[BOT][RESPOSTA] Mensagem " + step;
      case PIX -> "[BOT][PIX] Mensagem com o código";
      case DELIVERY -> "[BOT][ENTREGA] Mensagem " + step;
      case NOTICE -> "[BOT][AVISO] Mensagem " + step;
    };
  }
}
