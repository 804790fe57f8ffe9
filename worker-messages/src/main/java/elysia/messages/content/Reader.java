package elysia.messages.content;

import elysia.model.TelegramId;
import org.jspecify.annotations.Nullable;

/// Whom content is written for.
///
/// @param firstName null where Telegram told none
public record Reader(TelegramId chat, @Nullable String firstName) {}
