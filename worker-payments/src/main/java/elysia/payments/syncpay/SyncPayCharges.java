package elysia.payments.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.ChargeIdentifiers;
import elysia.payments.gateway.ChargeOutcome;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.HttpCall;
import elysia.payments.gateway.Json;
import elysia.payments.gateway.PaymentGateway;
import java.util.Map;

/// `POST /cash-in`: reais and the webhook's URL, nothing of the payer. What the gateway does not
/// know it ignores without a word, so the name `webhook_url` matters.
record SyncPayCharges(SyncPayConfig config) implements PaymentGateway.Charges {
  @Override
  public HttpCall create(ChargeRequest request, GatewayAccount account) {
    var body =
        Json.write(
            Map.of(
                "amount",
                SyncPayGateway.UNIT.write(request.amount()),
                "webhook_url",
                request.webhookUrl().toString()));
    return new HttpCall(
        "create",
        config.endpoint("/cash-in"),
        SyncPayGateway.HEADERS,
        body,
        HttpCall.CREATE_TIMEOUT);
  }

  @Override
  public ChargeOutcome accepted(ChargeRequest request, JsonNode answer) {
    var id = Json.text(answer, "identifier").filter(SyncPayCharge::isId);
    var code = Json.text(answer, "pix_code");
    if (id.isEmpty() || code.isEmpty()) {
      return new ChargeOutcome.Unknown("resposta sem id ou sem código PIX");
    }
    return ChargeOutcome.created(
        new ChargeIdentifiers(id.get(), Map.of()), code.get(), null, request.amount());
  }

  @Override
  public String refusal(JsonNode answer) {
    return Json.text(answer, "message")
        .or(() -> Json.text(answer, "error"))
        .orElse("sem explicação");
  }
}
