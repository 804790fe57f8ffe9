package elysia.payments.pushinpay;

import elysia.db.gateways.GatewayAccount;
import elysia.model.Gateway;
import elysia.payments.gateway.AmountUnit;
import elysia.payments.gateway.Capabilities;
import elysia.payments.gateway.FirstAccount;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.QueryPlan;
import elysia.runtime.TimeScale;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// PushinPay as a [PaymentGateway]: no idempotency key, no reference of ours, no expiry, no signed
/// webhooks. What ties a charge to us is its id and the secrets in its webhook URL.
@Factory
final class PushinPayGateway {
  static final String CODE = Gateway.PUSHINPAY.word();

  /// The name of the one credential.
  static final String TOKEN = "token";

  static final AmountUnit UNIT = AmountUnit.CENTS;

  // Terms of use, 4.10: to be shown before the payment, in every channel
  private static final String NOTICE =
      "A PUSHIN PAY atua exclusivamente como processadora de pagamentos e não possui qualquer"
          + " responsabilidade pela entrega, suporte, conteúdo, qualidade ou cumprimento das"
          + " obrigações relacionadas aos produtos ou serviços oferecidos pelo vendedor.";

  // PushinPay's docs, status query: more than one a minute per transaction may block the account.
  // The five seconds more are for a query that arrives late before one that doesn't
  private static final QueryPlan QUERIES =
      new QueryPlan(
          Duration.ofSeconds(65),
          Duration.ofMillis(500), // no limit per account is published
          List.of(
              Duration.ofMinutes(2),
              Duration.ofMinutes(5),
              Duration.ofMinutes(10),
              Duration.ofMinutes(20),
              Duration.ofMinutes(40)),
          Duration.ofHours(24));

  private static final Capabilities CAPABILITIES =
      new Capabilities(UNIT, Gateway.PUSHINPAY.minCharge(), Optional.of(NOTICE), QUERIES, Set.of());

  @Singleton
  PaymentGateway pushinPay(PushinPayConfig config, TimeScale scale) {
    return of(config, scale);
  }

  @Singleton
  FirstAccount firstPushinPayAccount(PushinPayConfig config) {
    return new FirstAccount(
        CODE, "PushinPay (ambiente)", Map.of(TOKEN, FirstAccount.given(config.token())));
  }

  static PaymentGateway of(PushinPayConfig config, TimeScale scale) {
    return new PaymentGateway(
        CODE,
        CAPABILITIES.scaled(scale),
        new PushinPayCharges(config),
        new PushinPayWebhooks(),
        Optional.of(new PushinPayQueries(config)),
        Optional.empty());
  }

  static Map<String, String> headers(GatewayAccount account) {
    return Map.of(
        "Authorization", "Bearer " + account.credential(TOKEN),
        "Accept", "application/json",
        "Content-Type", "application/json");
  }
}
