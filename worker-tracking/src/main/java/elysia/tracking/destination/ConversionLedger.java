package elysia.tracking.destination;

import elysia.db.OutcomeWrites;
import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionResult;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions;
import elysia.db.tracking.Destination;
import elysia.db.tracking.Destinations;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down how attempts ended: in the database, the log and the metrics.
@Singleton
public final class ConversionLedger {
  private static final Logger LOG = LoggerFactory.getLogger(ConversionLedger.class);

  /// Retries spread over so many percent more than their wait, so that they do not come in one
  /// wave.
  private static final int JITTER_PERCENT = 20;

  private final Conversions conversions;
  private final Destinations destinations;
  private final ConversionsConfig config;
  private final Clock clock;
  private final MeterRegistry meters;

  ConversionLedger(
      Conversions conversions,
      Destinations destinations,
      ConversionsConfig config,
      Clock clock,
      MeterRegistry meters) {
    this.conversions = conversions;
    this.destinations = destinations;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  /// How one attempt ended. Where the state is pending or sending, there will be another.
  public record Entry(
      Conversion conversion,
      ConversionState state,
      @Nullable String reason,
      ConversionResult.@Nullable Call call) {}

  /// Waits for a database that is away for a moment: what is not kept would be sent again.
  public void write(List<Entry> entries) throws InterruptedException {
    var results = entries.stream().map(this::result).toList();
    OutcomeWrites.untilKept(() -> conversions.finish(results));
    entries.forEach(this::tell);
  }

  /// Stops a destination that refuses us, until a human has looked.
  public void park(Destination destination, String reason) {
    if (destinations.park(destination.id(), reason)) {
      LOG.atError()
          .addKeyValue("destination", destination.id())
          .log(
              "[ERRO] O destino {} ({}) recusou a credencial e foi parado: {}",
              destination.id(),
              destination.kind().word(),
              reason);
    }
  }

  private ConversionResult result(Entry entry) {
    return new ConversionResult(
        entry.conversion().id(),
        entry.conversion().attempt(),
        entry.state(),
        retryAt(entry),
        entry.reason(),
        entry.call());
  }

  private @Nullable Instant retryAt(Entry entry) {
    return switch (entry.state()) {
      case PENDING, SENDING -> {
        var wait = config.waitAfter(entry.conversion().attempt());
        long jitter = wait.toMillis() * ThreadLocalRandom.current().nextLong(JITTER_PERCENT) / 100;
        yield clock.instant().plus(wait).plusMillis(jitter);
      }
      case SENT, FAILED, PARKED, SKIPPED -> null;
    };
  }

  private void tell(Entry entry) {
    var conversion = entry.conversion();
    var kind = conversion.destination().kind().word();
    var late = Duration.between(conversion.eventTime(), clock.instant());
    meters
        .counter(
            "elysia.conversions",
            "kind",
            kind,
            "event",
            conversion.eventName(),
            "state",
            entry.state().word())
        .increment();
    var line =
        switch (entry.state()) {
          case SENT, SKIPPED -> LOG.atInfo();
          case PENDING, SENDING -> LOG.atWarn();
          case FAILED, PARKED -> LOG.atError();
        };
    line.addKeyValue("conversion", conversion.id())
        .addKeyValue("event_name", conversion.eventName())
        .addKeyValue("latency_ms", late.toMillis())
        .log(
            "{}[CONVERSAO][{}] {} para {}, destino {}, tentativa {}{}",
            entry.state() == ConversionState.FAILED || entry.state() == ConversionState.PARKED
                ? "[ERRO] "
                : "",
            conversion.eventName(),
            word(entry.state()),
            kind,
            conversion.destination().id(),
            conversion.attempt(),
            entry.reason() == null ? "" : ": " + entry.reason());
  }

  private static String word(ConversionState state) {
    return switch (state) {
      case SENT -> "enviada";
      case PENDING -> "será repetida";
      case SENDING -> "sem resposta, será repetida";
      case FAILED -> "recusada";
      case PARKED -> "parada, precisa de alguém";
      case SKIPPED -> "não enviada";
    };
  }
}
