package elysia.payments.reconcile;

import elysia.db.Transactions;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.Evidence;
import elysia.db.payments.Payments;
import elysia.model.PaymentStatus;
import elysia.payments.gateway.ChargeReport;
import elysia.payments.gateway.ChargeStatus;
import elysia.payments.gateway.QueryOutcome;
import elysia.payments.reconcile.ReconcileHandler.Query;
import elysia.payments.status.Decision;
import elysia.payments.status.PaymentStatusChange;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a gateway answered about a payment: applied, then the next question is planned. In one
/// transaction.
@Singleton
final class QueryAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(QueryAnswers.class);

  private final Transactions transactions;
  private final Payments payments;
  private final ChargeAttempts attempts;
  private final CheckPlan plan;
  private final PaymentStatusChange statusChange;
  private final Clock clock;

  QueryAnswers(
      Transactions transactions,
      Payments payments,
      ChargeAttempts attempts,
      CheckPlan plan,
      PaymentStatusChange statusChange,
      Clock clock) {
    this.transactions = transactions;
    this.payments = payments;
    this.attempts = attempts;
    this.plan = plan;
    this.statusChange = statusChange;
    this.clock = clock;
  }

  void record(Query query, QueryOutcome outcome) {
    transactions.run(
        () -> {
          var now = clock.instant();
          boolean answered = apply(query, outcome, now);
          plan.after(query, payments.lock(query.payment().id()), answered, now);
        });
  }

  /// Whether the gateway gave a usable answer.
  private boolean apply(Query query, QueryOutcome outcome, Instant now) {
    return switch (outcome) {
      case QueryOutcome.Reported(var report) -> reported(query, report, now);
      case QueryOutcome.NotFound _ -> {
        LOG.warn("{} não conhece a venda {}", query.account(), query.payment().transactionId());
        expireIfOver(query, "não encontrada", now);
        yield true;
      }
      case QueryOutcome.NoAnswer(var cause) -> {
        LOG.warn(
            "{} não respondeu sobre a venda {}: {}",
            query.account(),
            query.payment().transactionId(),
            cause);
        yield false;
      }
    };
  }

  private boolean reported(Query query, ChargeReport report, Instant now) {
    var payment = query.payment();
    if (!report.identifiers().id().equals(query.chargeId())
        || !report.gross().equals(Optional.of(payment.amount()))) {
      LOG.error(
          "[ERRO] {} respondeu com outro id ou outro valor sobre a venda {}",
          query.account(),
          payment.transactionId());
      return false;
    }
    var status = report.status().paymentStatus();
    var at = report.status() instanceof ChargeStatus.Paid(var paidAt) ? paidAt : now;
    var decision =
        statusChange.apply(
            payment.id(), evidence(query, report.rawStatus(), status.orElse(null), at));
    if (decision == Decision.REFUSED && payment.status() == PaymentStatus.PAID) {
      LOG.error(
          "[ERRO] A venda {} está paga, mas {} diz {}",
          payment.transactionId(),
          query.account(),
          report.rawStatus());
    }
    if (status.equals(Optional.of(PaymentStatus.PENDING))) {
      expireIfOver(query, report.rawStatus(), now);
    }
    return status.isPresent();
  }

  /// An unpaid charge expires only when the gateway has said, after its end, that it isn't paid.
  private void expireIfOver(Query query, String rawStatus, Instant now) {
    var pix = query.payment().pix();
    var created = pix.createdAt();
    if (created == null
        || now.isBefore(query.gateway().capabilities().queries().expiry(created, pix.expiresAt()))
        || payments.lock(query.payment().id()).status() != PaymentStatus.PENDING) {
      return;
    }
    statusChange.apply(
        query.payment().id(), evidence(query, rawStatus, PaymentStatus.EXPIRED, now));
  }

  private Evidence evidence(
      Query query, String rawStatus, @Nullable PaymentStatus status, Instant at) {
    var attempt =
        attempts
            .ofCharge(query.account().id(), query.chargeId())
            .map(found -> found.id())
            .orElse(null);
    return new Evidence(
        Evidence.Source.QUERY, null, attempt, rawStatus, status, query.payment().amount(), at);
  }
}
