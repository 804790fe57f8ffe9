package elysia.db.sends;

import elysia.model.BotId;
import elysia.model.OrganizationId;
import elysia.model.TelegramId;

/// The messages of one flow to one person; they go out one after the other.
///
/// @param key unique to the flow: `start:<bot>:<update id>`, or the key of a deliver command
public record SendGroup(
    String key, OrganizationId organization, BotId bot, TelegramId person, SendKind kind) {}
