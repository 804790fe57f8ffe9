package elysia.model.wire;

import elysia.model.BotId;
import elysia.model.EventName;
import elysia.model.LinkId;
import elysia.model.OrganizationId;
import elysia.model.TrackingToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A browser came by: the tracking session and its funnel event (`presell_view` or `to_bot_click`).
public record ClickMessage(
    TrackingToken token,
    OrganizationId organization,
    BotId bot,
    String botSlug,
    @Nullable LinkId link,
    EventName event,
    Instant occurredAt,
    ClickAttributes click) {}
