package elysia.ingress.snapshot;

import elysia.messaging.Broker;
import elysia.runtime.RecurringTask;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/// Keeps the snapshot fresh.
@Factory
final class SnapshotTasks {
  /// A change is in force within this time and one load.
  private static final Duration TICK = Duration.ofMillis(250);

  @Singleton
  @Named("ingress.snapshot")
  RecurringTask refresh(Snapshots snapshots, Broker broker) {
    broker.onFacts(UUID.randomUUID().toString(), fact -> snapshots.markStale());
    return new RecurringTask("ingress.snapshot", TICK, snapshots::refresh);
  }
}
