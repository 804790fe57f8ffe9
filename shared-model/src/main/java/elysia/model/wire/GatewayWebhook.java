package elysia.model.wire;

import elysia.model.GatewayAccountId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gateway's call as it came. The account token was verified and replaced by the account's id; of
/// the charge token only its SHA-256 travels, so no secret is in a message.
///
/// @param chargeTokenHash lower-case hex SHA-256 of the charge token in the URL, null where the URL
///   had none
/// @param bodyBase64 the raw bytes: signatures are made over them
/// @param headers the headers that the gateway's adapter names, lower-case names
public record GatewayWebhook(
    String gateway,
    GatewayAccountId account,
    @Nullable String chargeTokenHash,
    String bodyBase64,
    @Nullable String contentType,
    @Nullable String query,
    Map<String, String> headers,
    Instant receivedAt) {
  public GatewayWebhook {
    headers = Map.copyOf(headers);
  }
}
