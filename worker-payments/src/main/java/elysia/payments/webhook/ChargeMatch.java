package elysia.payments.webhook;

import elysia.db.payments.ChargeAttempt;
import elysia.db.payments.ChargeAttempts;
import elysia.model.GatewayAccountId;
import elysia.payments.gateway.ChargeIdentifiers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which charge a webhook speaks of: exact names within the account, nothing else (L50).
sealed interface ChargeMatch {
  /// Account token, charge token and id are right: only the gateway knows all three.
  record Proven(ChargeAttempt attempt) implements ChargeMatch {}

  /// The id is known, but nothing proves who speaks.
  record Claimed(ChargeAttempt attempt) implements ChargeMatch {}

  /// The tokens and the ids contradict each other.
  record Contradiction(ChargeAttempt attempt, String reason) implements ChargeMatch {}

  record None() implements ChargeMatch {}

  /// Finds charges.
  @Singleton
  final class Finder {
    private final ChargeAttempts attempts;
    private final Clock clock;

    Finder(ChargeAttempts attempts, Clock clock) {
      this.attempts = attempts;
      this.clock = clock;
    }

    ChargeMatch find(
        GatewayAccountId account, @Nullable String chargeTokenHash, ChargeIdentifiers identifiers) {
      var byToken = Optional.ofNullable(chargeTokenHash).flatMap(attempts::ofToken);
      if (byToken.isPresent()) {
        return byToken(byToken.get(), account, identifiers);
      }
      var named = attempts.ofNames(account, identifiers.all().values());
      return switch (named.size()) {
        case 0 -> new None();
        case 1 -> new Claimed(named.getFirst());
        default -> new Contradiction(named.getFirst(), "ids de cobranças diferentes");
      };
    }

    private ChargeMatch byToken(
        ChargeAttempt attempt, GatewayAccountId account, ChargeIdentifiers identifiers) {
      if (!attempt.account().equals(account)) {
        return new Contradiction(attempt, "a cobrança é de outra conta");
      }
      var known = attempts.namesOf(attempt.id());
      if (known.isEmpty() && attempt.state() == ChargeAttempt.State.CALLING) {
        return new None(); // the gateway was faster than our commit, which is about to come (L51)
      }
      if (!known.isEmpty() && identifiers.all().values().stream().noneMatch(known::contains)) {
        return new Contradiction(attempt, "o id é de outra cobrança");
      }
      // a name that we did not know is learned, unless another charge has it
      return attempts.identify(attempt, identifiers.all(), clock.instant())
          ? new Proven(attempt)
          : new Contradiction(attempt, "o id é de outra cobrança");
    }
  }
}
