package elysia.tracking.meta;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.stream.Stream;

/// How much of what Meta can match by the sent events carry: five keys, from 0 to 1.
@Singleton
final class MatchCoverage {
  private static final int KEYS = 5;

  private final MeterRegistry meters;

  MatchCoverage(MeterRegistry meters) {
    this.meters = meters;
  }

  void record(MetaEvent event) {
    var user = event.userData();
    long present =
        Stream.of(
                user.externalId(),
                user.fbc(),
                user.fbp(),
                user.clientIpAddress(),
                user.clientUserAgent())
            .filter(Objects::nonNull)
            .count();
    DistributionSummary.builder("elysia.match.coverage")
        .tag("event", event.eventName())
        .register(meters)
        .record((double) present / KEYS);
  }
}
