package elysia.tracking.event;

import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Subscription;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RecurringTask;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/// What runs for clicks and funnel events.
@Factory
final class EventFactory {
  private static final int BATCH = 500;
  private static final Duration MAX_WAIT = Duration.ofMillis(100);

  /// A database that is away comes back; a message that it refuses is parked after this.
  private static final RetryPolicy RETRIES =
      RetryPolicy.of(
          RetryLevel.FIVE_SECONDS,
          RetryLevel.THIRTY_SECONDS,
          RetryLevel.FIVE_MINUTES,
          RetryLevel.THIRTY_MINUTES);

  @Singleton
  @Named("tracking.event")
  Subscription events(EventStore store) {
    return new Subscription.Batched<>(
        WorkQueue.TRACKING_EVENT, BATCH, MAX_WAIT, RETRIES, TrackingMessage::decode, store);
  }

  @Singleton
  @Named("funnel.partitions")
  RecurringTask partitions(PartitionKeeper keeper) {
    return new RecurringTask("funnel.partitions", Duration.ofDays(1), keeper::keep);
  }
}
