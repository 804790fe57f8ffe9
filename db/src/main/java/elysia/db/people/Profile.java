package elysia.db.people;

import elysia.model.TelegramId;
import org.jspecify.annotations.Nullable;

/// What Telegram tells us of a person.
public record Profile(
    TelegramId id,
    @Nullable String firstName,
    @Nullable String username,
    @Nullable String languageCode) {}
