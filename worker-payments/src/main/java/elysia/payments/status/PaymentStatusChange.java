package elysia.payments.status;

import elysia.db.Transactions;
import elysia.db.payments.ClickSnapshots;
import elysia.db.payments.DeliverCommands;
import elysia.db.payments.Evidence;
import elysia.db.payments.PaidEffects;
import elysia.db.payments.Payment;
import elysia.db.payments.PaymentEvidence;
import elysia.db.payments.Payments;
import elysia.db.payments.RefundTasks;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way in which a payment changes its status, whoever says so: webhook, query or a person
/// (L48). Under the payment's lock every word becomes evidence; only the winner of a transition
/// writes its effects (L54).
@Singleton
public final class PaymentStatusChange {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentStatusChange.class);

  private final Transactions transactions;
  private final Payments payments;
  private final PaymentEvidence evidenceRows;
  private final Audits audits;
  private final Effects effects;
  private final MeterRegistry meters;

  PaymentStatusChange(
      Transactions transactions,
      Payments payments,
      PaymentEvidence evidenceRows,
      Audits audits,
      Effects effects,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.payments = payments;
    this.evidenceRows = evidenceRows;
    this.audits = audits;
    this.effects = effects;
    this.meters = meters;
  }

  /// What follows from a transition.
  @Singleton
  record Effects(
      PaidEffects paid,
      ClickSnapshots clicks,
      DeliverCommands deliver,
      SaleFacts facts,
      RefundTasks refunds) {}

  /// @param refund whether somebody has to give money back that came too often
  private record Change(
      Payment before, Decision decision, List<PaymentStatus> became, boolean refund) {}

  /// Applies somebody's word. The caller has made sure that it may be believed and that it speaks
  /// of this payment's charge and amount. Joins the caller's transaction, if there is one.
  public Decision apply(PaymentId id, Evidence evidence) {
    var change = transactions.inTransaction(() -> change(id, evidence));
    report(change, evidence);
    return change.decision();
  }

  private Change change(PaymentId id, Evidence evidence) {
    var payment = payments.lock(id);
    var decision = decide(payment, evidence);
    evidenceRows.add(id, evidence, payment.status(), decision.word());
    var became = new ArrayList<PaymentStatus>();
    if (decision == Decision.APPLIED && evidence.status() != null) {
      became.add(evidence.status());
      if (evidence.status() == PaymentStatus.PAID) {
        became.addAll(Decision.afterPaid(evidenceRows.decided(id, Decision.EARLY.word())));
      }
    }
    var from = payment.status();
    for (var to : became) {
      become(payment, from, to, evidence);
      from = to;
    }
    return new Change(payment, decision, became, tooMuch(payment, evidence, decision));
  }

  /// Opens a task for money that came twice. Becoming paid has locked the person's row, so of two
  /// payments that become paid at once the later one sees the other.
  private boolean tooMuch(Payment payment, Evidence evidence, Decision decision) {
    var at = evidence.at();
    if (decision == Decision.SECOND_PAYMENT) {
      return effects
          .refunds()
          .open(payment, evidence.attempt(), RefundTasks.Reason.SECOND_CHARGE, at);
    }
    return decision == Decision.APPLIED
        && evidence.status() == PaymentStatus.PAID
        && effects.refunds().paidTwin(payment.id()).isPresent()
        && effects
            .refunds()
            .open(payment, evidence.attempt(), RefundTasks.Reason.REPLACED_CODE, at);
  }

  private Decision decide(Payment payment, Evidence evidence) {
    if (evidence.status() == PaymentStatus.PAID
        && evidence.attempt() != null
        && Decision.wasPaid(payment.status())) {
      var paidBy = evidenceRows.paidBy(payment.id());
      if (!paidBy.isEmpty() && !paidBy.contains(evidence.attempt())) {
        return Decision.SECOND_PAYMENT;
      }
    }
    return Decision.of(payment.status(), evidence.status());
  }

  private void become(Payment payment, PaymentStatus from, PaymentStatus to, Evidence evidence) {
    var at = evidence.at();
    if (!payments.changeStatus(payment.id(), from, to, at)) {
      throw new IllegalStateException("payment " + payment.id() + " is locked, yet not " + from);
    }
    switch (to) {
      case PAID -> paid(payment, evidence);
      case EXPIRED, CANCELED, FAILED -> unpaid(payment, at);
      case REFUNDED -> takenBack(payment, "refunded", at);
      case DISPUTED -> takenBack(payment, "chargedback", at);
      case PENDING -> throw new IllegalStateException("nothing becomes pending again");
    }
  }

  private void paid(Payment payment, Evidence evidence) {
    if (evidence.attempt() != null) {
      payments.paidThrough(payment.id(), evidence.attempt());
    }
    effects.paid().record(payment, evidence.at());
    effects.clicks().complete(payment); // before anybody is told of the sale
    effects.facts().pixPaid(payment, evidence.at());
    effects.deliver().product(payment.id());
    audits.afterPaid(payment.id(), evidence);
  }

  private void unpaid(Payment payment, Instant at) {
    if (payment.pix().createdAt() != null) { // otherwise nobody heard of the order
      effects.facts().orderBecame(payment, "refused", at);
    }
  }

  private void takenBack(Payment payment, String utmifyStatus, Instant at) {
    effects.facts().orderBecame(payment, utmifyStatus, at);
    audits.none(payment.id());
  }

  private void report(Change change, Evidence evidence) {
    var from = change.before().status();
    for (var to : change.became()) {
      meters
          .counter(
              "elysia.payment.transitions",
              "from",
              from.word(),
              "to",
              to.word(),
              "source",
              evidence.source().word())
          .increment();
      PaymentLog.became(change.before(), to, evidence.at());
      from = to;
    }
    if (change.refund()) {
      meters.counter("elysia.payment.second.payments").increment();
      LOG.error(
          "[ERRO] A compra da venda {} foi paga duas vezes, é preciso devolver {}",
          change.before().transactionId(),
          change.before().amount().display());
    }
  }
}
