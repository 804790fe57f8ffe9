package elysia.payments.reconcile;

import elysia.db.Transactions;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.payments.PaymentChecks;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ReconcileCommand;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RecurringTask;
import elysia.runtime.TimeScale;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/// `payments.reconcile`: a loop finds the payments that are due, the queue spreads the queries over
/// all workers.
@Factory
final class ReconcileQueue {
  private static final int CONCURRENCY = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// As many as the handlers do in a few seconds; the rest is due at the next turn.
  private static final int BATCH = 100;

  /// A payment whose command got lost is due again after that.
  private static final Duration LEASE = Duration.ofMinutes(5);

  @Singleton
  Subscription reconciliations(ReconcileHandler handler) {
    return new Subscription.Single<>(
        WorkQueue.PAYMENTS_RECONCILE,
        CONCURRENCY,
        ReconcileHandler.RETRY,
        WireJson.decoder(ReconcileCommand.class),
        handler);
  }

  @Singleton
  RecurringTask findDuePayments(
      Transactions transactions,
      PaymentChecks checks,
      Outbox outbox,
      Clock clock,
      TimeScale scale) {
    return new RecurringTask(
        "payments.reconcile",
        scale.of(PAUSE),
        () ->
            transactions.run(
                () -> {
                  var now = clock.instant();
                  for (var payment : checks.claim(now, now.plus(scale.of(LEASE)), BATCH)) {
                    outbox.add(
                        new OutboxMessage(
                            WorkQueue.PAYMENTS_RECONCILE.command(),
                            "reconcile:%s:%d".formatted(payment, now.toEpochMilli()),
                            "reconcile",
                            new ReconcileCommand(payment, null)));
                  }
                }));
  }
}
