package elysia.messages.deliver;

import elysia.db.sends.DeliveryAlarms;
import elysia.db.sends.DeliveryState;
import elysia.runtime.RecurringTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alarms when something paid is not delivered in time, whatever the reason: a lost message, a
/// revoked token, no worker (L67).
@Factory
final class DeliveryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

  /// Longer than the first retries take.
  private static final Duration LATE = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int BATCH = 100;

  private final AtomicReference<Map<DeliveryState, Long>> open = new AtomicReference<>(Map.of());

  @Singleton
  RecurringTask watchDeliveries(DeliveryAlarms alarms, MeterRegistry meters) {
    for (var state : DeliveryState.values()) {
      if (state != DeliveryState.DELIVERED) {
        Gauge.builder("elysia.deliveries.open", () -> open.get().getOrDefault(state, 0L))
            .tag("state", state.name().toLowerCase(Locale.ROOT))
            .register(meters);
      }
    }
    return new RecurringTask("messages.deliveries", PAUSE, () -> look(alarms));
  }

  void look(DeliveryAlarms alarms) {
    open.set(alarms.open());
    for (var late : alarms.late(LATE, BATCH)) {
      LOG.atError()
          .addKeyValue("bot", late.bot())
          .addKeyValue("user", late.buyer())
          .log(
              "[ERRO] Pagamento {} de {} pago e ainda não entregue depois de {} min",
              late.payment(),
              late.buyer(),
              LATE.toMinutes());
    }
  }
}
