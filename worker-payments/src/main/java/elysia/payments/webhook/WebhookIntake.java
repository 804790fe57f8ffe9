package elysia.payments.webhook;

import elysia.db.Transactions;
import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.GatewayEvents;
import elysia.db.gateways.GatewayEvents.Sight;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.Translation;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Stores an event, then decides what it does. Both are transactions of their own: what a gateway
/// said is kept even when we fail to act on it.
@Singleton
final class WebhookIntake {
  private final Transactions transactions;
  private final GatewayEvents events;
  private final ChargeEvents chargeEvents;

  WebhookIntake(Transactions transactions, GatewayEvents events, ChargeEvents chargeEvents) {
    this.transactions = transactions;
    this.events = events;
    this.chargeEvents = chargeEvents;
  }

  /// Where an event came from.
  record Source(
      PaymentGateway gateway,
      GatewayAccount account,
      @Nullable String chargeTokenHash,
      RawWebhook raw) {}

  /// @param attempt the delivery's: from 2 on it is we who look again
  WebhookOutcome take(Source source, Translation translation, int attempt) {
    var event =
        new GatewayEvents.NewEvent(
            source.account(),
            EventIdentity.of(source, translation),
            StoredBody.of(source.raw()),
            source.raw().receivedAt());
    var stored = events.store(event, attempt == 1 ? Sight.SENT : Sight.RETRIED);
    return isDecided(stored)
        ? WebhookOutcome.REPEATED
        : transactions.inTransaction(() -> decide(source, translation, stored.id()));
  }

  private WebhookOutcome decide(Source source, Translation translation, long event) {
    if (isDecided(events.lock(event))) {
      return WebhookOutcome.REPEATED; // another delivery of it was faster
    }
    return switch (translation) {
      case Translation.ChargeChanged(var report) -> chargeEvents.apply(source, report, event);
      case Translation.Ignored _ -> decided(event, WebhookOutcome.IGNORED);
      case Translation.Malformed _ -> decided(event, WebhookOutcome.MALFORMED);
    };
  }

  private static boolean isDecided(GatewayEvents.Stored stored) {
    return stored.outcome() != null && !stored.outcome().equals(WebhookOutcome.UNMATCHED.word());
  }

  private WebhookOutcome decided(long event, WebhookOutcome outcome) {
    events.decide(event, outcome.word(), null, null);
    return outcome;
  }
}
