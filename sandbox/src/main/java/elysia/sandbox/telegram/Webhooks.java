package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// setWebhook, getWebhookInfo and deleteWebhook.
@Singleton
final class Webhooks {
  private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);

  private final Map<Long, Instant> changedAt = new ConcurrentHashMap<>();
  private final SandboxSettings settings;
  private final Clock clock;

  Webhooks(SandboxSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  JsonNode set(Bot bot, Arguments arguments) {
    if (arguments.text("url").isEmpty()) {
      return delete(bot, arguments);
    }
    var feed = bot.feed();
    var webhook = Webhook.of(arguments, feed.allowedUpdates());
    takeRate(bot);
    if (feed.webhook().isEmpty() || !feed.webhook().get().equals(webhook)) {
      feed.webhook(webhook, arguments.flag("drop_pending_updates"));
    }
    return BooleanNode.TRUE;
  }

  private void takeRate(Bot bot) {
    var now = clock.instant();
    var before = changedAt.put(bot.id(), now);
    if (settings.telegramLimits() == Limits.ON
        && before != null
        && before.plus(BETWEEN_CHANGES).isAfter(now)) {
      throw Refusal.tooMany(1);
    }
  }

  JsonNode delete(Bot bot, Arguments arguments) {
    bot.feed().removeWebhook(arguments.flag("drop_pending_updates"));
    return BooleanNode.TRUE;
  }

  JsonNode info(Bot bot) {
    var feed = bot.feed();
    var info =
        Json.object()
            .put("url", feed.webhook().map(webhook -> webhook.url().toString()).orElse(""))
            .put("has_custom_certificate", false)
            .put("pending_update_count", feed.pending());
    feed.lastFailure()
        .ifPresent(
            failure ->
                info.put("last_error_date", failure.at().getEpochSecond())
                    .put("last_error_message", failure.message()));
    feed.webhook()
        .ifPresent(
            webhook -> {
              info.put("max_connections", webhook.maxConnections());
              if (!webhook.allowedUpdates().isEmpty()) {
                var kinds = info.putArray("allowed_updates");
                webhook.allowedUpdates().stream().sorted().forEach(kinds::add);
              }
            });
    return info;
  }
}
