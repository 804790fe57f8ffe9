package elysia.payments.charge;

import elysia.db.Transactions;
import elysia.db.inbox.Inbox;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.DeliverCommands;
import elysia.db.payments.Payments;
import elysia.db.payments.Purchase;
import elysia.db.payments.Purchases;
import elysia.model.wire.ChargeCommand;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Decides what a press of "comprar" means, in one transaction: a new payment, the open one again,
/// or going on where a crash left off.
@Singleton
final class Presses {
  private static final String CONSUMER = "payments.charge";

  private final Transactions transactions;
  private final Rows rows;
  private final Attempting attempting;
  private final ChargeFailure failure;
  private final ChargeLimit limit;
  private final Clock clock;

  Presses(
      Transactions transactions,
      Rows rows,
      Attempting attempting,
      ChargeFailure failure,
      ChargeLimit limit,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.attempting = attempting;
    this.failure = failure;
    this.limit = limit;
    this.clock = clock;
  }

  /// What a press reads and writes.
  @Singleton
  record Rows(
      Inbox inbox,
      Purchases purchases,
      Payments payments,
      ChargeAttempts attempts,
      DeliverCommands deliver) {}

  ChargeStep begin(ChargeCommand press, Round round) {
    return transactions.inTransaction(
        () -> rows.inbox().first(CONSUMER, press.key()) ? first(press) : again(press, round));
  }

  private ChargeStep first(ChargeCommand press) {
    var purchase = rows.purchases().lock(press.user(), press.bot(), press.offer());
    if (purchase.isEmpty()) {
      return new ChargeStep.Nonsense("o comprador, o bot e a oferta não combinam");
    }
    var now = clock.instant();
    var open = rows.purchases().open(purchase.get(), now, now.minus(limit.value()));
    if (open.isEmpty()) {
      return start(press, purchase.get());
    }
    if (open.get().shown()) {
      rows.deliver().pix(open.get().payment(), press.key());
    } // otherwise its code is on its way to the buyer
    return new ChargeStep.Finished();
  }

  private ChargeStep start(ChargeCommand press, Purchase purchase) {
    var account = attempting.choose(purchase.organization(), purchase.gateway());
    var gateway =
        account
            .map(chosen -> chosen.gateway())
            .orElse(purchase.gateway() == null ? "nenhum" : purchase.gateway());
    var now = clock.instant();
    var birth = new Purchases.Birth(press.key(), gateway, now, now.plus(limit.value()));
    var payment = rows.purchases().insert(purchase, birth);
    if (account.isEmpty()) {
      failure.fail(rows.payments().lock(payment), "sem conta de gateway ativa");
      return new ChargeStep.Finished();
    }
    return attempting.begin(payment, purchase.offer().price(), account.get());
  }

  /// A retry, or a redelivery after a crash: then the attempt that it left open may have made a
  /// charge, which nobody was shown.
  private ChargeStep again(ChargeCommand press, Round round) {
    var id = rows.purchases().ofPress(press);
    if (id.isEmpty()) {
      return new ChargeStep.Finished(); // it was shown an older payment
    }
    var payment = rows.payments().lock(id.get());
    if (!payment.awaitsCode()) {
      return new ChargeStep.Finished();
    }
    rows.attempts().abandonOpen(payment.id(), "interrompida antes da resposta", clock.instant());
    var next = attempting.next(payment, round);
    if (next.isEmpty()) {
      failure.fail(payment, "todas as contas de gateway recusaram");
      return new ChargeStep.Finished();
    }
    return next.get();
  }
}
