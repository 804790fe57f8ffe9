package elysia.db.metrics;

import elysia.model.BotId;
import java.time.LocalDate;

/// The funnel of one bot on one day of São Paulo.
///
/// @param botSlug the name today, empty where the bot is gone
/// @param entries distinct people who started the bot
/// @param pixCreated distinct charges
/// @param pixPaid distinct charges, counted on the day they were paid
/// @param revenueCents what those paid charges were worth
public record FunnelDay(
    BotId bot,
    String botSlug,
    LocalDate day,
    long presellViews,
    long clicks,
    long entries,
    long pixCreated,
    long pixPaid,
    long revenueCents) {}
