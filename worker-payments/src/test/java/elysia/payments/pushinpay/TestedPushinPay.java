package elysia.payments.pushinpay;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.WebhookToken;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.TestedGateway;
import java.net.URI;
import java.util.Map;

/// PushinPay's words.
public final class TestedPushinPay implements TestedGateway {
  @Override
  public PaymentGateway at(URI url) {
    return PushinPayGateway.of(new PushinPayConfig(url, null), elysia.runtime.TimeScale.REAL);
  }

  @Override
  public GatewayAccount account() {
    return new GatewayAccount(
        new GatewayAccountId(1),
        new OrganizationId(1),
        "pushinpay",
        Map.of("token", "1|secret"),
        new WebhookToken("a-secret"),
        java.time.Duration.ofMinutes(15));
  }

  @Override
  public String amountField() {
    return "value";
  }

  @Override
  public String created(String id, String code) {
    return """
        {"id":"%s","qr_code":"%s","status":"created","qr_code_base64":"data:image/png;base64,x",
         "webhook":null,"split_rules":[],"end_to_end_id":null,"payer_name":{},"payer_national_registration":null}
        """
        .formatted(id, code);
  }

  @Override
  public String report(String id, String statusWord, Money price) {
    return "{\"id\":\"%s\",\"status\":\"%s\",\"value\":%d}"
        .formatted(id, statusWord, price.minor());
  }

  @Override
  public String query(String id, String statusWord, Money price) {
    return report(id, statusWord, price);
  }

  @Override
  public String paid() {
    return "paid";
  }

  @Override
  public String waiting() {
    return "created";
  }

  @Override
  public String refused(String reason) {
    return "{\"message\":\"%s\",\"errors\":{\"value\":[\"x\"]}}".formatted(reason);
  }

  @Override
  public String toString() {
    return "PushinPay";
  }
}
