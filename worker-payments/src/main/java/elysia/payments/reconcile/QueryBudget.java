package elysia.payments.reconcile;

import elysia.db.gateways.GatewayAccounts;
import elysia.db.payments.PaymentChecks;
import elysia.payments.reconcile.ReconcileHandler.Query;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often gateways may be asked: about one charge, and at one account. Both are counted in the
/// database, so that neither a restart nor a second worker breaks a limit (L63).
@Singleton
final class QueryBudget {
  /// So many queries of an account may come at once, after a quiet while.
  private static final int BURST = 10;

  private final PaymentChecks checks;
  private final GatewayAccounts accounts;

  QueryBudget(PaymentChecks checks, GatewayAccounts accounts) {
    this.checks = checks;
    this.accounts = accounts;
  }

  /// Takes one query out of the budget: empty when it may be made now, else when to come again. The
  /// payment is locked; commit before asking.
  Optional<Instant> notBefore(Query query, Instant now) {
    var plan = query.gateway().capabilities().queries();
    var payment = query.payment();
    if (payment.queriedAt() != null) {
      var free = payment.queriedAt().plus(plan.minInterval());
      if (free.isAfter(now)) {
        return Optional.of(free);
      }
    }
    if (!accounts.takeQuery(query.account().id(), now, plan.spacing(), BURST)) {
      return Optional.of(now.plus(wait(query, plan.spacing())));
    }
    checks.queried(payment.id(), now);
    return Optional.empty();
  }

  /// One to two bursts later: payments that are due together come back apart.
  private static Duration wait(Query query, Duration spacing) {
    return spacing.multipliedBy(BURST + query.payment().id().value() % BURST);
  }
}
