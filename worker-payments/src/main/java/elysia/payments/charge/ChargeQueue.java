package elysia.payments.charge;

import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.WorkQueue;
import elysia.runtime.TimeScale;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/// `payments.charge`: each delivery waits for a gateway, so more of them than of CPUs.
@Factory
final class ChargeQueue {
  private static final int CONCURRENCY = 30;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Singleton
  ChargeLimit chargeLimit(TimeScale scale) {
    return new ChargeLimit(scale.of(LIMIT));
  }

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
