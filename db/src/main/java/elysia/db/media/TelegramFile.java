package elysia.db.media;

/// What Telegram calls a file.
///
/// @param id good for sending again, for the bot that got it
/// @param uniqueId the same for all bots, good for nothing but comparing
public record TelegramFile(String id, String uniqueId) {}
