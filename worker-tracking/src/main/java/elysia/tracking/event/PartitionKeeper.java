package elysia.tracking.event;

import elysia.db.tracking.FunnelPartitions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the months of `funnel_events` ahead of time, and raises the alarm when events fell beside
/// them.
@Singleton
final class PartitionKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
  private static final int MONTHS_AHEAD = 3;

  private final FunnelPartitions partitions;
  private final AtomicLong strays = new AtomicLong();

  PartitionKeeper(FunnelPartitions partitions, MeterRegistry meters) {
    this.partitions = partitions;
    Gauge.builder("elysia.funnel.events.default.partition", strays, AtomicLong::doubleValue)
        .description("events of this month or later in the default partition: should be 0")
        .register(meters);
  }

  void keep() {
    strays.set(partitions.strays()); // before the months are made: they take the strays in
    if (strays.get() > 0) {
      LOG.error(
          "[ERRO] {} eventos do funil caíram na partição padrão: faltou criar o mês deles",
          strays.get());
    }
    int made = partitions.ensure(MONTHS_AHEAD);
    if (made > 0) {
      LOG.info("{} meses novos para os eventos do funil", made);
    }
  }
}
