package elysia.db.sends;

import elysia.db.bots.Bot;
import elysia.model.Money;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.model.TelegramId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment, as far as its buyer is told of it.
///
/// @param pixCode the copia e cola; null before a gateway made one
/// @param notice what the gateway obliges us to show above the code
/// @param delivery the offer's own delivery as JSON; null: the bot's message `delivery`
public record Purchase(
    PaymentId payment,
    PaymentStatus status,
    Bot bot,
    TelegramId buyer,
    @Nullable String buyerName,
    @Nullable String planName,
    Money price,
    @Nullable String pixCode,
    @Nullable String notice,
    @Nullable Instant expiresAt,
    @Nullable String delivery) {}
