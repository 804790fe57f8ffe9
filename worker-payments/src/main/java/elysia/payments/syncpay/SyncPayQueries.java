package elysia.payments.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.HttpCall;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.QueryOutcome;
import java.time.Instant;

/// `GET /transaction/{identifier}`.
record SyncPayQueries(SyncPayConfig config) implements PaymentGateway.StatusQueries {
  @Override
  public HttpCall query(String chargeId, GatewayAccount account) {
    return new HttpCall(
        "query",
        config.endpoint("/transaction/" + chargeId),
        SyncPayGateway.HEADERS,
        null,
        HttpCall.QUERY_TIMEOUT);
  }

  @Override
  public QueryOutcome answered(JsonNode answer, Instant now) {
    return SyncPayCharge.report(SyncPayCharge.fields(answer), "reference_id", now)
        .<QueryOutcome>map(QueryOutcome.Reported::new)
        .orElseGet(() -> new QueryOutcome.NoAnswer("resposta sem id ou sem status"));
  }
}
