package elysia.payments.charge;

import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.WorkQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// `payments.charge`: each delivery waits for a gateway, so more of them than of CPUs.
@Factory
final class ChargeQueue {
  private static final int CONCURRENCY = 30;

  @Singleton
  Subscription charges(ChargeHandler handler) {
    return new Subscription.Single<>(
        WorkQueue.PAYMENTS_CHARGE,
        CONCURRENCY,
        ChargeHandler.RETRY,
        WireJson.decoder(ChargeCommand.class),
        handler);
  }
}
