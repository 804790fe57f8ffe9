package elysia.model.wire;

import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.EventName;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of one person in the funnel: a row of `funnel_events`.
///
/// @param eventId deterministic: the same step has the same id however often it is told
/// @param occurredAt when it happened at its source, never when it was stored: a repeat has the
///   same time
/// @param meta small extra facts, never personal data
public record FunnelEventMessage(
    String eventId,
    EventName event,
    Instant occurredAt,
    OrganizationId organization,
    BotId bot,
    String botSlug,
    @Nullable BotUserId botUser,
    @Nullable TelegramId telegramId,
    @Nullable TrackingToken session,
    @Nullable PaymentId payment,
    @Nullable String transactionId,
    @Nullable Long priceCents,
    Map<String, String> meta) {
  public FunnelEventMessage {
    meta = Map.copyOf(meta);
  }
}
