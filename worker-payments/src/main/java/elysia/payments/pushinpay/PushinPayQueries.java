package elysia.payments.pushinpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.HttpCall;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.QueryOutcome;
import java.time.Instant;

/// `GET /transactions/{id}`, at most once a minute per transaction. Not found is a 404 with the
/// body `[]`.
record PushinPayQueries(PushinPayConfig config) implements PaymentGateway.StatusQueries {
  @Override
  public HttpCall query(String chargeId, GatewayAccount account) {
    return new HttpCall(
        "query",
        config.endpoint("/transactions/" + chargeId),
        PushinPayGateway.headers(account),
        null,
        HttpCall.QUERY_TIMEOUT);
  }

  @Override
  public QueryOutcome answered(JsonNode answer, Instant now) {
    return PushinPayCharge.report(answer, now)
        .<QueryOutcome>map(QueryOutcome.Reported::new)
        .orElseGet(() -> new QueryOutcome.NoAnswer("resposta sem id ou sem status"));
  }
}
