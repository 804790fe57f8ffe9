package elysia.db.gateways;

import elysia.model.GatewayAccountId;
import elysia.model.OrganizationId;
import java.time.Duration;
import java.util.Map;

/// A seller's account at a gateway, its secrets opened: not to be kept, never to be logged.
///
/// @param gateway the gateway's code, `pushinpay`
/// @param credentials by name, as the gateway's adapter expects them
/// @param webhookToken the account's part of its webhook URLs
/// @param reoffer how long a code is offered again where the gateway says no expiry
public record GatewayAccount(
    GatewayAccountId id,
    OrganizationId organization,
    String gateway,
    Map<String, String> credentials,
    WebhookToken webhookToken,
    Duration reoffer) {
  public GatewayAccount {
    credentials = Map.copyOf(credentials);
  }

  /// @throws IllegalStateException when the account has no such credential
  public String credential(String credential) {
    var value = credentials.get(credential);
    if (value == null) {
      throw new IllegalStateException("account " + id + " has no credential " + credential);
    }
    return value;
  }

  @Override
  public String toString() {
    return "GatewayAccount[" + id + " " + gateway + "]";
  }
}
