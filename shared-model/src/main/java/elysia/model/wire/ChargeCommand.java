package elysia.model.wire;

import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.OfferId;
import java.time.Instant;

/// A buyer pressed "comprar": make the charge of this offer, or show the open one again.
///
/// @param key the press, `tg:<bot>:<update id>`: the same press makes one payment, however often it
///   comes
public record ChargeCommand(
    String key, BotId bot, BotUserId user, OfferId offer, Instant pressedAt) {}
