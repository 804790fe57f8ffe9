package elysia.db.snapshots;

import elysia.model.BotId;
import elysia.model.LinkId;
import elysia.model.OrganizationId;
import org.jspecify.annotations.Nullable;

/// A redirect link and where it leads.
///
/// @param botUsername Telegram's name of the bot, without `@`; null before the bot was connected
public record TrackingLinkRow(
    LinkId id,
    String slug,
    OrganizationId organization,
    BotId bot,
    String botSlug,
    @Nullable String botUsername) {}
