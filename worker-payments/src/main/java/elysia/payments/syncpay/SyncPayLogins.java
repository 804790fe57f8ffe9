package elysia.payments.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.AccessToken;
import elysia.payments.gateway.HttpCall;
import elysia.payments.gateway.Json;
import elysia.payments.gateway.PaymentGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// `POST /auth-token`: client id and secret for a token that lives an hour.
record SyncPayLogins(SyncPayConfig config) implements PaymentGateway.Logins {
  /// Taken where the answer does not say how long its token lives.
  private static final Duration LIFE_UNSAID = Duration.ofMinutes(10);

  private static final Duration MAX_LIFE = Duration.ofDays(1);

  @Override
  public HttpCall login(GatewayAccount account) {
    return new HttpCall(
        "login",
        config.endpoint("/auth-token"),
        SyncPayGateway.HEADERS,
        Json.write(
            Map.of(
                SyncPayGateway.CLIENT_ID,
                account.credential(SyncPayGateway.CLIENT_ID),
                SyncPayGateway.CLIENT_SECRET,
                account.credential(SyncPayGateway.CLIENT_SECRET))),
        HttpCall.LOGIN_TIMEOUT);
  }

  @Override
  public Optional<AccessToken> answered(JsonNode answer, Instant now) {
    long seconds = answer.path("expires_in").asLong();
    var life =
        seconds > 0 && seconds <= MAX_LIFE.toSeconds() ? Duration.ofSeconds(seconds) : LIFE_UNSAID;
    return Json.text(answer, "access_token").map(token -> AccessToken.of(token, now, life));
  }
}
