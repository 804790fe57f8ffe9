package elysia.payments.pushinpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.gateways.GatewayAccount;
import elysia.payments.gateway.ChargeOutcome;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.HttpCall;
import elysia.payments.gateway.Json;
import elysia.payments.gateway.PaymentGateway;
import java.util.Map;

/// `POST /pix/cashIn`: integer cents and the webhook's URL, nothing of the payer.
record PushinPayCharges(PushinPayConfig config) implements PaymentGateway.Charges {
  @Override
  public HttpCall create(ChargeRequest request, GatewayAccount account) {
    var body =
        Json.write(
            Map.of(
                "value",
                PushinPayGateway.UNIT.write(request.amount()),
                "webhook_url",
                request.webhookUrl().toString()));
    return new HttpCall(
        "create",
        config.endpoint("/pix/cashIn"),
        PushinPayGateway.headers(account),
        body,
        HttpCall.CREATE_TIMEOUT);
  }

  @Override
  public ChargeOutcome accepted(ChargeRequest request, JsonNode answer) {
    var identifiers = PushinPayCharge.identifiers(answer);
    var code = Json.text(answer, "qr_code");
    if (identifiers.isEmpty() || code.isEmpty()) {
      return new ChargeOutcome.Unknown("resposta sem id ou sem código PIX");
    }
    var value = PushinPayGateway.UNIT.read(answer.path("value")).orElse(request.amount());
    if (!value.equals(request.amount())) {
      return new ChargeOutcome.Unknown(
          "cobrança de %s, esperado %s".formatted(value.decimal(), request.amount().decimal()));
    }
    return ChargeOutcome.created(identifiers.get(), code.get(), null, request.amount());
  }

  /// Laravel's error object. The message names fields and limits, never a secret.
  @Override
  public String refusal(JsonNode answer) {
    return Json.text(answer, "message").orElse("sem explicação");
  }
}
