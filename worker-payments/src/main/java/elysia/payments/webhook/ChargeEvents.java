package elysia.payments.webhook;

import elysia.db.gateways.GatewayEvents;
import elysia.db.payments.ChargeAttempt;
import elysia.db.payments.Evidence;
import elysia.db.payments.Payment;
import elysia.db.payments.PaymentChecks;
import elysia.db.payments.Payments;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.status.Decision;
import elysia.payments.status.PaymentStatusChange;
import elysia.payments.webhook.WebhookIntake.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Matches what a gateway says of a charge with what we know, and applies it if it is proven. What
/// isn't is left to a status query.
@Singleton
final class ChargeEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ChargeEvents.class);

  private final ChargeMatch.Finder finder;
  private final GatewayEvents events;
  private final Payments payments;
  private final PaymentChecks checks;
  private final PaymentStatusChange statusChange;
  private final Clock clock;

  ChargeEvents(
      ChargeMatch.Finder finder,
      GatewayEvents events,
      Payments payments,
      PaymentChecks checks,
      PaymentStatusChange statusChange,
      Clock clock) {
    this.finder = finder;
    this.events = events;
    this.payments = payments;
    this.checks = checks;
    this.statusChange = statusChange;
    this.clock = clock;
  }

  /// Runs in the caller's transaction.
  WebhookOutcome apply(Source source, ChargeReport report, long event) {
    var match = finder.find(source.account().id(), source.chargeTokenHash(), report.identifiers());
    return switch (match) {
      case ChargeMatch.None _ -> {
        events.decide(event, WebhookOutcome.UNMATCHED.word(), null, null);
        yield WebhookOutcome.UNMATCHED;
      }
      case ChargeMatch.Contradiction(var attempt, var reason) ->
          decided(event, attempt, mismatch(attempt, reason));
      case ChargeMatch.Claimed(var attempt) ->
          decided(event, attempt, claimed(source, attempt, report));
      case ChargeMatch.Proven(var attempt) ->
          decided(event, attempt, proven(source, attempt, report, event));
    };
  }

  private WebhookOutcome proven(
      Source source, ChargeAttempt attempt, ChargeReport report, long event) {
    var payment = payments.lock(attempt.payment());
    if (wrongAmount(payment, report)) {
      return mismatch(attempt, "valor diferente do valor da venda");
    }
    if (report.gross().isEmpty()) {
      return confirm(source, payment);
    }
    var evidence =
        new Evidence(
            Evidence.Source.WEBHOOK,
            event,
            attempt.id(),
            report.rawStatus(),
            report.status().paymentStatus().orElse(null),
            report.gross().get(),
            happenedAt(source, report));
    var decision = statusChange.apply(payment.id(), evidence);
    if (decision == Decision.UNKNOWN_STATUS) {
      confirm(source, payment); // the word changes nothing; the gateway may have a better one
    }
    return WebhookOutcome.of(decision);
  }

  private WebhookOutcome claimed(Source source, ChargeAttempt attempt, ChargeReport report) {
    var payment = payments.lock(attempt.payment());
    return wrongAmount(payment, report)
        ? mismatch(attempt, "valor diferente do valor da venda")
        : confirm(source, payment);
  }

  /// The reconciler asks, as soon as the gateway's limit allows.
  private WebhookOutcome confirm(Source source, Payment payment) {
    var interval = source.gateway().capabilities().queries().minInterval();
    checks.soon(payment.id(), clock.instant(), interval);
    return WebhookOutcome.CONFIRMING;
  }

  private static boolean wrongAmount(Payment payment, ChargeReport report) {
    return report.gross().filter(gross -> !gross.equals(payment.amount())).isPresent();
  }

  private static WebhookOutcome mismatch(ChargeAttempt attempt, String reason) {
    LOG.error(
        "[ERRO] Aviso de pagamento recusado, tentativa {} da venda {}: {}",
        attempt.id(),
        attempt.payment(),
        reason);
    return WebhookOutcome.MISMATCH;
  }

  private WebhookOutcome decided(long event, ChargeAttempt attempt, WebhookOutcome outcome) {
    events.decide(event, outcome.word(), attempt.id(), attempt.payment());
    return outcome;
  }

  private static Instant happenedAt(Source source, ChargeReport report) {
    return report.status() instanceof ChargeStatus.Paid(var at) ? at : source.raw().receivedAt();
  }
}
