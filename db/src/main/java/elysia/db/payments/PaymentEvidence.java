package elysia.db.payments;

import elysia.db.Sql;
import elysia.model.AttemptId;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who said what about a payment, and what we made of it: `payment_evidence`, only ever added to.
@Singleton
public final class PaymentEvidence {
  private static final String ADD =
      """
      insert into payment_evidence
        (payment_id, attempt_id, source, gateway_event_id, raw_status, status, amount_cents, status_before, decision,
         recorded_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String DECIDED =
      """
      select distinct status from payment_evidence where payment_id = ? and decision = ? and status is not null
      """;
  private static final String PAID_BY =
      """
      select attempt_id from payment_evidence
      where payment_id = ? and status = 'paid' and decision = 'applied' and attempt_id is not null
      """;

  private final Sql sql;

  PaymentEvidence(Sql sql) {
    this.sql = sql;
  }

  public void add(PaymentId payment, Evidence evidence, PaymentStatus before, String decision) {
    sql.update(
        ADD,
        payment,
        evidence.attempt(),
        evidence.source().word(),
        evidence.gatewayEvent(),
        evidence.rawStatus(),
        Optional.ofNullable(evidence.status()).map(PaymentStatus::word).orElse(null),
        Optional.ofNullable(evidence.gross()).map(elysia.model.Money::minor).orElse(null),
        before.word(),
        decision,
        evidence.at());
  }

  /// The statuses that were told of a payment and decided so.
  public Set<PaymentStatus> decided(PaymentId payment, String decision) {
    return Set.copyOf(
        sql.query(DECIDED, row -> PaymentStatus.ofWord(row.text("status")), payment, decision));
  }

  /// The attempts whose money made the payment paid: at most one, empty when nobody said which.
  public List<AttemptId> paidBy(PaymentId payment) {
    return sql.query(PAID_BY, row -> new AttemptId(row.id("attempt_id")), payment);
  }
}
