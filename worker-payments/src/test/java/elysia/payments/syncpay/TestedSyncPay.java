package elysia.payments.syncpay;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.WebhookToken;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.TestedGateway;
import java.net.URI;
import java.util.Map;

/// SyncPay's words.
public final class TestedSyncPay implements TestedGateway {
  @Override
  public PaymentGateway at(URI url) {
    return SyncPayGateway.of(new SyncPayConfig(url, null, null), elysia.runtime.TimeScale.REAL);
  }

  @Override
  public GatewayAccount account() {
    return new GatewayAccount(
        new GatewayAccountId(2),
        new OrganizationId(1),
        "syncpay",
        Map.of("client_id", "client-of-ours", "client_secret", "secret-of-ours"),
        new WebhookToken("a-secret"),
        java.time.Duration.ofMinutes(15));
  }

  @Override
  public String amountField() {
    return "amount";
  }

  @Override
  public String created(String id, String code) {
    return "{\"message\":\"Cashin request successfully submitted\",\"pix_code\":\"%s\",\"identifier\":\"%s\"}"
        .formatted(code, id);
  }

  @Override
  public String report(String id, String statusWord, Money price) {
    return "{\"data\":{\"id\":\"%s\",\"status\":\"%s\",\"amount\":%s,\"final_amount\":0.01,\"currency\":\"BRL\"}}"
        .formatted(id, statusWord, price.decimal());
  }

  @Override
  public String query(String id, String statusWord, Money price) {
    return "{\"data\":{\"reference_id\":\"%s\",\"status\":\"%s\",\"amount\":%s,\"currency\":\"BRL\"}}"
        .formatted(id, statusWord, price.decimal());
  }

  @Override
  public String paid() {
    return "completed";
  }

  @Override
  public String waiting() {
    return "pending";
  }

  @Override
  public String refused(String reason) {
    return "{\"message\":\"%s\"}".formatted(reason);
  }

  @Override
  public String toString() {
    return "SyncPay";
  }
}
