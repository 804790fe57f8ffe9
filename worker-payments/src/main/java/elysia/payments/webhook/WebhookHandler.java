package elysia.payments.webhook;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.GatewayAccounts;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.model.wire.GatewayWebhook;
import elysia.payments.gateway.Gateways;
import elysia.payments.gateway.RawWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what a gateway sent. What matches no charge comes again by the retry ladder, then it is
/// kept and shown: it never disappears.
@Singleton
final class WebhookHandler implements MessageHandler<GatewayWebhook> {
  static final RetryPolicy RETRY =
      RetryPolicy.of(
          RetryLevel.FIVE_SECONDS,
          RetryLevel.THIRTY_SECONDS,
          RetryLevel.FIVE_MINUTES,
          RetryLevel.THIRTY_MINUTES);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

  private final Gateways gateways;
  private final GatewayAccounts accounts;
  private final WebhookIntake intake;
  private final MeterRegistry meters;

  WebhookHandler(
      Gateways gateways, GatewayAccounts accounts, WebhookIntake intake, MeterRegistry meters) {
    this.gateways = gateways;
    this.accounts = accounts;
    this.intake = intake;
    this.meters = meters;
  }

  @Override
  public Settlement handle(GatewayWebhook webhook, DeliveryContext context) {
    var gateway = gateways.find(webhook.gateway());
    var account =
        accounts.find(webhook.account()).filter(found -> found.gateway().equals(webhook.gateway()));
    if (gateway.isEmpty() || account.isEmpty()) {
      return new Settlement.Park(
          "conta %s do gateway %s não existe".formatted(webhook.account(), webhook.gateway()));
    }
    var source =
        new WebhookIntake.Source(
            gateway.get(), account.get(), webhook.chargeTokenHash(), raw(webhook));
    boolean unmatched = false;
    for (var translation : gateway.get().webhooks().translate(source.raw())) {
      var outcome = intake.take(source, translation, context.attempt());
      report(account.get(), outcome);
      unmatched |= outcome == WebhookOutcome.UNMATCHED;
    }
    return unmatched ? again(account.get(), context.attempt()) : new Settlement.Done();
  }

  private static Settlement again(GatewayAccount account, int attempt) {
    var settlement = RETRY.afterFailure(attempt, "nenhuma cobrança nossa");
    if (settlement instanceof Settlement.Retry) {
      return settlement;
    }
    LOG.error("[ERRO] Um aviso de {} não é de nenhuma cobrança nossa e ficou guardado", account);
    return new Settlement.Done(); // kept in gateway_events, where it is shown
  }

  private void report(GatewayAccount account, WebhookOutcome outcome) {
    meters
        .counter("elysia.gateway.webhooks", "gateway", account.gateway(), "outcome", outcome.word())
        .increment();
    LOG.info(
        "[WEBHOOK][{}] conta={} resultado={}",
        account.gateway().toUpperCase(Locale.ROOT),
        account.id(),
        outcome.word());
  }

  private static RawWebhook raw(GatewayWebhook webhook) {
    return new RawWebhook(
        Base64.getDecoder().decode(webhook.bodyBase64()),
        webhook.contentType(),
        webhook.query(),
        webhook.headers(),
        webhook.receivedAt());
  }
}
