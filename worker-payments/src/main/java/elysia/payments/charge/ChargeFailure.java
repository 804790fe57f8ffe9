package elysia.payments.charge;

import elysia.db.Transactions;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.DeliverCommands;
import elysia.db.payments.Payment;
import elysia.db.payments.PaymentChecks;
import elysia.db.payments.Payments;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a payment that got no PIX code, and has the buyer told. Should one of its attempts be paid
/// after all, the payment still becomes paid.
@Singleton
public final class ChargeFailure {
  private static final Logger LOG = LoggerFactory.getLogger(ChargeFailure.class);

  private final Transactions transactions;
  private final Payments payments;
  private final ChargeAttempts attempts;
  private final Followers followers;
  private final Clock clock;

  ChargeFailure(
      Transactions transactions,
      Payments payments,
      ChargeAttempts attempts,
      Followers followers,
      Clock clock) {
    this.transactions = transactions;
    this.payments = payments;
    this.attempts = attempts;
    this.followers = followers;
    this.clock = clock;
  }

  /// Who acts on a failure.
  @Singleton
  record Followers(DeliverCommands deliver, PaymentChecks checks) {}

  /// Ends the payment, unless it got its code or became something else meanwhile.
  public void giveUp(PaymentId id, String cause) {
    transactions.run(
        () -> {
          attempts.abandonOpen(id, cause, clock.instant());
          fail(payments.lock(id), cause);
        });
  }

  /// The same for a payment that the caller has locked.
  void fail(Payment payment, String cause) {
    if (!payment.awaitsCode()) {
      return;
    }
    payments.changeStatus(
        payment.id(), PaymentStatus.PENDING, PaymentStatus.FAILED, clock.instant());
    followers.checks().schedule(payment.id(), null);
    followers.deliver().chargeFailed(payment.id());
    var buyer = payment.buyer();
    LOG.atError()
        .addKeyValue("bot", buyer.botSlug())
        .addKeyValue("user", buyer.person())
        .log("[ERRO] Falha ao criar PIX para o usuário {}: {}", buyer.person(), cause);
  }
}
