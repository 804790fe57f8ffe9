package elysia.payments.syncpay;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// SyncPay as a [PaymentGateway]: amounts in reais, an access token for an hour, no idempotency
/// key, no reference of ours, no expiry, no QR picture, no signed webhooks.
@Factory
final class SyncPayGateway {
  static final String CODE = Gateway.SYNCPAY.word();
  static final String CLIENT_ID = "client_id";
  static final String CLIENT_SECRET = "client_secret";

  /// Says what a webhook is about; the body of a withdrawal looks like that of a sale.
  static final String EVENT_HEADER = "event";

  static final AmountUnit UNIT = AmountUnit.REAIS;

  static final Map<String, String> HEADERS =
      Map.of("Accept", "application/json", "Content-Type", "application/json");

  // no limit is published, others ask every 20 s; denser than elsewhere, for webhooks get lost
  private static final QueryPlan QUERIES =
      new QueryPlan(
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Stream.of(30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2400, 3600, 7200)
              .map(Duration::ofSeconds)
              .toList(),
          Duration.ofHours(24));

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          UNIT, Gateway.SYNCPAY.minCharge(), Optional.empty(), QUERIES, Set.of(EVENT_HEADER));

  @Singleton
  PaymentGateway syncPay(SyncPayConfig config, TimeScale scale) {
    return of(config, scale);
  }

  @Singleton
  FirstAccount firstSyncPayAccount(SyncPayConfig config) {
    return new FirstAccount(
        CODE,
        "SyncPay (ambiente)",
        Map.of(
            CLIENT_ID, FirstAccount.given(config.clientId()),
            CLIENT_SECRET, FirstAccount.given(config.clientSecret())));
  }

  static PaymentGateway of(SyncPayConfig config, TimeScale scale) {
    return new PaymentGateway(
        CODE,
        CAPABILITIES.scaled(scale),
        new SyncPayCharges(config),
        new SyncPayWebhooks(),
        Optional.of(new SyncPayQueries(config)),
        Optional.of(new SyncPayLogins(config)));
  }
}
