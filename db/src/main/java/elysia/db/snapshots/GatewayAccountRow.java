package elysia.db.snapshots;

import elysia.model.GatewayAccountId;

/// A gateway account as its webhook knows it.
///
/// @param webhookTokenHash lower-case hex SHA-256 of the token in the webhook's URL
public record GatewayAccountRow(GatewayAccountId id, String gateway, String webhookTokenHash) {}
