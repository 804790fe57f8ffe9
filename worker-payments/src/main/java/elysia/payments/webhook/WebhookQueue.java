package elysia.payments.webhook;

import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.GatewayWebhook;
import elysia.model.wire.WorkQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// `payments.webhook`: short transactions, no calls to the outside.
@Factory
final class WebhookQueue {
  private static final int CONCURRENCY = 50;

  @Singleton
  Subscription webhooks(WebhookHandler handler) {
    return new Subscription.Single<>(
        WorkQueue.PAYMENTS_WEBHOOK,
        CONCURRENCY,
        WebhookHandler.RETRY,
        WireJson.decoder(GatewayWebhook.class),
        handler);
  }
}
