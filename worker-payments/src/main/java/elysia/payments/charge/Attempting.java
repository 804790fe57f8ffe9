package elysia.payments.charge;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.GatewayAccounts;
import elysia.db.gateways.WebhookToken;
import elysia.db.payments.ChargeAttempt;
import elysia.db.payments.ChargeAttempts;
import elysia.db.payments.Payment;
import elysia.model.Money;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.Gateways;
import elysia.payments.gateway.RejectionCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    return candidates(organization, preferred).findFirst();
  }

  /// The next attempt of a payment, empty when nobody is left who has not been asked in this round,
  /// nor refused for good.
  Optional<ChargeStep.Call> next(Payment payment, Round round) {
    return willing(payment)
        .filter(account -> !round.asked().contains(account.id()))
        .findFirst()
        .map(account -> begin(payment.id(), payment.amount(), account));
  }

  /// Whether a later round may ask somebody.
  boolean hasHope(Payment payment) {
    return willing(payment).findFirst().isPresent();
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

  private Stream<GatewayAccount> willing(Payment payment) {
    var refused =
        attempts.rejections(payment.id()).stream()
            .filter(rejection -> !RejectionCode.passes(rejection.word()))
            .map(ChargeAttempts.Rejection::account)
            .collect(Collectors.toSet());
    var buyer = payment.buyer();
    return candidates(buyer.organization(), buyer.gateway())
        .filter(account -> !refused.contains(account.id()));
  }

  private Stream<GatewayAccount> candidates(
      OrganizationId organization, @Nullable String preferred) {
    return accounts.usable(organization, preferred).stream()
        .filter(account -> gateways.find(account.gateway()).isPresent());
  }
}
