package elysia.messages.sending;

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
  void sent(Flow flow, int step, Duration latency) {
    if (step == 1) {
      Timer.builder("elysia.message.latency")
          .tag("kind", flow.group().kind().word())
          .publishPercentileHistogram()
          .register(meters)
          .record(latency);
    }
    fields(LOG.atInfo(), flow)
        .addKeyValue("event_name", "send_" + flow.group().kind().word())
        .addKeyValue("latency_ms", latency.toMillis())
        .log(
            "{} enviada para {} em {} ms",
            words(flow.group(), step),
            flow.group().person(),
            latency.toMillis());
  }

  /// It will be tried again.
  void postponed(Flow flow, TelegramFailure failure) {
    fields(LOG.atWarn(), flow)
        .log("[BOT] Mensagem para {} adiada: {}", flow.group().person(), failure.words());
  }

  /// Several people were limited at once: nobody gets anything from this bot for so long.
  void paused(Flow flow, Duration pause) {
    meters.counter("elysia.bot.pauses").increment();
    fields(LOG.atWarn(), flow)
        .log("[BOT][PAUSA] O Telegram limitou o bot inteiro por {} s", pause.toSeconds());
  }

  /// The person cannot be reached, which nobody but the person can change.
  void unreachable(Flow flow, TelegramFailure failure) {
    fields(LOG.atWarn(), flow)
        .log("[BOT] Mensagem para {} não entregue: {}", flow.group().person(), failure.words());
  }

  void failed(Flow flow, TelegramFailure failure) {
    fields(LOG.atError(), flow)
        .log(
            "[ERRO] Falha ao enviar mensagem para o usuário {}: {}",
            flow.group().person(),
            failure.words());
  }

  void givenUp(Flow flow) {
    fields(LOG.atError(), flow)
        .log(
            "[ERRO] Mensagem para o usuário {} sem resposta do Telegram: pode ter chegado, não será repetida",
            flow.group().person());
  }

  private static LoggingEventBuilder fields(LoggingEventBuilder line, Flow flow) {
    return line.addKeyValue("bot", flow.bot().slug()).addKeyValue("user", flow.group().person());
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
