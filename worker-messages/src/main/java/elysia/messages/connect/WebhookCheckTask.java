package elysia.messages.connect;

import elysia.runtime.RecurringTask;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Watches the webhooks while the worker runs.
@Factory
final class WebhookCheckTask {
  @Singleton
  RecurringTask checkWebhooks(WebhookCheckConfig config, WebhookCheck check) {
    return new RecurringTask("messages.webhooks", config.pause(), check::round);
  }
}
