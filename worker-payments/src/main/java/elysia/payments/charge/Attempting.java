package elysia.payments.charge;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.GatewayAccounts;
import elysia.db.gateways.WebhookToken;
import elysia.db.payments.ChargeAttempt;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.Payment;
import elysia.model.GatewayAccountId;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.Gateways;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the account that is asked next, and writes the attempt's row.
@Singleton
final class Attempting {
  private final GatewayAccounts accounts;
  private final Gateways gateways;
  private final ChargeAttempts attempts;
  private final WebhookUrls urls;
  private final Clock clock;

  Attempting(
      GatewayAccounts accounts,
      Gateways gateways,
      ChargeAttempts attempts,
      WebhookUrls urls,
      Clock clock) {
    this.accounts = accounts;
    this.gateways = gateways;
    this.attempts = attempts;
    this.urls = urls;
    this.clock = clock;
  }

  /// The organization's first choice: an account of the bot's gateway before all others, then by
  /// priority.
  Optional<GatewayAccount> choose(OrganizationId organization, @Nullable String preferred) {
    return choose(organization, preferred, Set.of());
  }

  /// The next attempt of a payment, empty when every account has refused it.
  Optional<ChargeStep.Call> next(Payment payment) {
    var refused = attempts.rejectedAccounts(payment.id());
    return choose(payment.buyer().organization(), payment.buyer().gateway(), refused)
        .map(account -> begin(payment.id(), payment.amount(), account));
  }

  /// Each attempt has a webhook token of its own, so that it is known whose charge is paid.
  ChargeStep.Call begin(PaymentId payment, Money amount, GatewayAccount account) {
    var token = WebhookToken.mint();
    var now = clock.instant();
    var id = attempts.begin(payment, account.id(), token.hash(), now);
    return new ChargeStep.Call(
        new ChargeAttempt(id, payment, account.id(), ChargeAttempt.State.CALLING),
        gateways.require(account.gateway()),
        account,
        new ChargeRequest(amount, urls.of(account, token)),
        now);
  }

  private Optional<GatewayAccount> choose(
      OrganizationId organization, @Nullable String preferred, Set<GatewayAccountId> refused) {
    return accounts.usable(organization, preferred).stream()
        .filter(account -> gateways.find(account.gateway()).isPresent())
        .filter(account -> !refused.contains(account.id()))
        .findFirst();
  }
}
