package elysia.payments.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One payment gateway, as the set of roles it plays; a role it lacks is an empty Optional. The
/// roles are pure: they build requests and read answers, [GatewayClient] does the rest.
///
/// @param code the word in `gateway_accounts.gateway`, `payments.gateway` and the webhook's URL
/// @param logins where all other calls go out with an access token instead of the credentials
public record PaymentGateway(
    String code,
    Capabilities capabilities,
    Charges charges,
    WebhookTranslator webhooks,
    Optional<StatusQueries> statusQueries,
    Optional<Logins> logins) {

  /// Makes PIX charges.
  public interface Charges {
    HttpCall create(ChargeRequest request, GatewayAccount account);

    /// Reads a 2xx answer. Without an id or a valid code it is `Unknown`.
    ChargeOutcome accepted(ChargeRequest request, JsonNode answer);

    /// The gateway's own words for why it refused, to be shown to the operator.
    String refusal(JsonNode answer);
  }

  /// Tells what has become of a charge.
  public interface StatusQueries {
    HttpCall query(String chargeId, GatewayAccount account);

    /// Reads a 2xx answer, received at `now`.
    QueryOutcome answered(JsonNode answer, Instant now);
  }

  /// Gets access tokens.
  public interface Logins {
    HttpCall login(GatewayAccount account);

    /// Reads a 2xx answer, received at `now`; empty without a token.
    Optional<AccessToken> answered(JsonNode answer, Instant now);
  }

  /// Reads webhooks.
  @FunctionalInterface
  public interface WebhookTranslator {
    /// One translation per event in it, at least one. Ingress has checked the account token;
    /// whether the content is believed is not decided here.
    List<Translation> translate(RawWebhook webhook);
  }
}
