package elysia.db.tracking;

import elysia.model.BotUserId;
import elysia.model.ConversionId;
import elysia.model.TelegramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversion that the caller has claimed, with all that its destination shall hear.
///
/// @param maybeSent an earlier call ended without an answer
/// @param attempt this one included, counted from 1
/// @param sale null for a lead
public record Conversion(
    ConversionId id,
    Destination destination,
    @Nullable Buyer buyer,
    String eventName,
    String eventId,
    Instant eventTime,
    Instant createdAt,
    int attempt,
    boolean maybeSent,
    @Nullable Sale sale) {

  /// Who it is about.
  ///
  /// @param firstName as Telegram told it
  public record Buyer(BotUserId user, TelegramId person, @Nullable String firstName) {}
}
