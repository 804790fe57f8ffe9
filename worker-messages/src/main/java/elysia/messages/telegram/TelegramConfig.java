package elysia.messages.telegram;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/// Where Telegram is.
///
/// @param apiUrl `TELEGRAM_API_URL`, without a path
/// @param connectTimeout after it a message was certainly not sent
/// @param timeout the whole call; after it a message may have been sent
/// @param uploadTimeout the same of a call that brings bytes along: 50 MB at 8 Mbit/s
@ConfigurationProperties("telegram")
public record TelegramConfig(
    @Bindable(defaultValue = "https://api.telegram.org") URI apiUrl,
    @Bindable(defaultValue = "3s") Duration connectTimeout,
    @Bindable(defaultValue = "10s") Duration timeout,
    @Bindable(defaultValue = "50s") Duration uploadTimeout) {}
