package elysia.payments.reconcile;

import elysia.db.Transactions;
import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.GatewayAccounts;
import elysia.db.payments.DeliverCommands;
import elysia.db.payments.Payment;
import elysia.db.payments.PaymentChecks;
import elysia.db.payments.Payments;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.RetryLevel;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.model.wire.ReconcileCommand;
import elysia.payments.charge.ChargeFailure;
import elysia.payments.gateway.GatewayClient;
import elysia.payments.gateway.Gateways;
import elysia.payments.gateway.PaymentGateway;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Asks a gateway about one payment, within its limits, and hands the answer on.
@Singleton
final class ReconcileHandler implements MessageHandler<ReconcileCommand> {
  static final RetryPolicy RETRY =
      RetryPolicy.of(RetryLevel.FIVE_SECONDS, RetryLevel.THIRTY_SECONDS);

  private final Transactions transactions;
  private final Payments payments;
  private final PaymentChecks checks;
  private final Asking asking;
  private final ChargeFailure failure;
  private final QueryAnswers answers;
  private final DeliverCommands deliver;

  ReconcileHandler(
      Transactions transactions,
      Payments payments,
      PaymentChecks checks,
      Asking asking,
      ChargeFailure failure,
      QueryAnswers answers,
      DeliverCommands deliver) {
    this.transactions = transactions;
    this.payments = payments;
    this.checks = checks;
    this.asking = asking;
    this.failure = failure;
    this.answers = answers;
    this.deliver = deliver;
  }

  /// How a gateway is asked.
  @Singleton
  record Asking(
      GatewayAccounts accounts,
      Gateways gateways,
      GatewayClient client,
      QueryBudget budget,
      Clock clock) {}

  /// A query that is allowed now, and counted.
  record Query(
      Payment payment,
      String chargeId,
      GatewayAccount account,
      PaymentGateway gateway,
      PaymentGateway.StatusQueries queries) {}

  @Override
  public Settlement handle(ReconcileCommand command, DeliveryContext context)
      throws InterruptedException {
    var query = transactions.inTransaction(() -> prepare(command));
    if (query.isPresent()) {
      var asked = query.get();
      var outcome =
          asking
              .client()
              .query(asked.gateway(), asked.queries(), asked.account(), asked.chargeId());
      answers.record(asked, outcome);
    }
    if (command.stateKey() != null) {
      deliver.state(command.payment(), command.stateKey()); // asked or not: what is known now
    }
    return new Settlement.Done();
  }

  private Optional<Query> prepare(ReconcileCommand command) {
    var payment = payments.lock(command.payment());
    if (payment.awaitsCode()) {
      failure.giveUp(payment.id(), "a cobrança não chegou ao fim");
      return Optional.empty();
    }
    var query = query(payment);
    if (query.isEmpty()) {
      checks.schedule(payment.id(), null); // nobody can be asked
      return query;
    }
    var now = asking.clock().instant();
    var later = asking.budget().notBefore(query.get(), now);
    if (later.isEmpty()) {
      return query;
    }
    checks.schedule(payment.id(), later.get());
    return Optional.empty();
  }

  private Optional<Query> query(Payment payment) {
    var id = payment.pix().account();
    var chargeId = payment.pix().chargeId();
    if (id == null || chargeId == null) {
      return Optional.empty();
    }
    return asking
        .accounts()
        .find(id)
        .flatMap(
            account ->
                asking
                    .gateways()
                    .find(account.gateway())
                    .flatMap(
                        gateway ->
                            gateway
                                .statusQueries()
                                .map(
                                    queries ->
                                        new Query(payment, chargeId, account, gateway, queries))));
  }
}
