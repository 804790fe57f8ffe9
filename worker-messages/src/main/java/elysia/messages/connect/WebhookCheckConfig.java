package elysia.messages.connect;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How webhooks are watched.
///
/// @param every how often each bot's is compared with what Telegram holds
/// @param pause how often a worker looks for bots that are due
/// @param perMinute over all workers. Telegram allows 20 first uses of a token per minute and
///   address, and new bots want some of them: with more than 75 bots each is checked less often
@ConfigurationProperties("webhook-check")
record WebhookCheckConfig(
    @Bindable(defaultValue = "5m") Duration every,
    @Bindable(defaultValue = "10s") Duration pause,
    @Bindable(defaultValue = "15") int perMinute) {}
