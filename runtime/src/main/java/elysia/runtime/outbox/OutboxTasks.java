package elysia.runtime.outbox;

import elysia.db.inbox.Inbox;
import elysia.db.outbox.OutboxClaims;
import elysia.db.poison.PoisonStarts;
import elysia.runtime.RecurringTask;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/// The loops around outbox and inbox, in every deployable that needs the database anyway.
@Factory
@Requires(property = "elysia.database.required", notEquals = "false")
final class OutboxTasks {
  /// Published rows stay so long, to answer what was sent.
  private static final Duration KEEP_PUBLISHED = Duration.ofDays(3);

  /// Telegram repeats an update for 24 hours, and a parked message may be moved back days later.
  private static final Duration KEEP_PROCESSED = Duration.ofDays(7);

  private static final int PURGE_SLICE = 5_000;

  @Singleton
  @Named("outbox.relay")
  RecurringTask relay(OutboxRelay relay) {
    return new RecurringTask("outbox.relay", Duration.ZERO, relay::run);
  }

  @Singleton
  @Named("outbox.purge")
  RecurringTask purge(OutboxClaims outbox, Inbox inbox, PoisonStarts poison) {
    return new RecurringTask(
        "outbox.purge",
        Duration.ofMinutes(10),
        () -> {
          outbox.purge(KEEP_PUBLISHED, PURGE_SLICE);
          inbox.purge(KEEP_PROCESSED, PURGE_SLICE);
          poison.purge(KEEP_PROCESSED);
        });
  }
}
