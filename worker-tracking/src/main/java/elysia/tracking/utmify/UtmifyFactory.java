package elysia.tracking.utmify;

import elysia.db.tracking.Conversions;
import elysia.db.tracking.DestinationKind;
import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ConversionCommand;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RecurringTask;
import elysia.tracking.destination.AtOnce;
import elysia.tracking.destination.ConversionsConfig;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/// What runs for UTMify: new statuses come as commands, repeats are looked for in the database.
@Factory
final class UtmifyFactory {
  /// UTMify names no limit; this many orders at once are polite.
  private static final int ORDERS_AT_ONCE = 8;

  private static final int DUE = 100;

  /// Only for a database that is away: what UTMify answers is retried by the row's own time.
  private static final RetryPolicy RETRIES =
      RetryPolicy.of(RetryLevel.FIVE_SECONDS, RetryLevel.THIRTY_SECONDS, RetryLevel.FIVE_MINUTES);

  @Singleton
  @Named("tracking.utmify")
  Subscription commands(UtmifySender sender) {
    return new Subscription.Single<>(
        WorkQueue.TRACKING_UTMIFY,
        ORDERS_AT_ONCE,
        RETRIES,
        WireJson.decoder(ConversionCommand.class),
        (command, _) -> {
          sender.sendOrder(command.conversion());
          return new Settlement.Done();
        });
  }

  @Singleton
  @Named("utmify.due")
  RecurringTask due(UtmifySender sender, Conversions conversions, ConversionsConfig config) {
    return new RecurringTask(
        "utmify.due",
        config.duePause(),
        () -> {
          var due = conversions.due(DestinationKind.UTMIFY, config.commandGrace(), DUE);
          AtOnce.run(
              due.stream()
                  .<AtOnce.Call>map(conversion -> () -> sender.sendOrder(conversion))
                  .toList());
        });
  }
}
