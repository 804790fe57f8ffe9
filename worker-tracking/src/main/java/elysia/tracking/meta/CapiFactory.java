package elysia.tracking.meta;

import elysia.db.tracking.Conversions;
import elysia.db.tracking.DestinationKind;
import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ConversionCommand;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RecurringTask;
import elysia.tracking.destination.ConversionsConfig;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/// What runs for Meta: new conversions come as commands, repeats are looked for in the database.
@Factory
final class CapiFactory {
  /// Half of what Meta takes in one call.
  private static final int BATCH = 500;

  private static final Duration MAX_WAIT = Duration.ofMillis(200);

  /// Only for a database that is away: what Meta answers is retried by the row's own time.
  private static final RetryPolicy RETRIES =
      RetryPolicy.of(RetryLevel.FIVE_SECONDS, RetryLevel.THIRTY_SECONDS, RetryLevel.FIVE_MINUTES);

  @Singleton
  @Named("tracking.capi")
  Subscription commands(CapiSender sender) {
    return new Subscription.Batched<>(
        WorkQueue.TRACKING_CAPI,
        BATCH,
        MAX_WAIT,
        RETRIES,
        WireJson.decoder(ConversionCommand.class),
        batch -> sender.send(batch.stream().map(one -> one.message().conversion()).toList()));
  }

  @Singleton
  @Named("capi.due")
  RecurringTask due(CapiSender sender, Conversions conversions, ConversionsConfig config) {
    return new RecurringTask(
        "capi.due",
        config.duePause(),
        () ->
            sender.send(conversions.due(DestinationKind.META_CAPI, config.commandGrace(), BATCH)));
  }
}
