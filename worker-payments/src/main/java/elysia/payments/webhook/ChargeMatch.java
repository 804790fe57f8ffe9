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
      var named = attempts.ofIdentifiers(account, identifiers.all());
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
      var known = attempts.identifierOf(attempt.id(), ChargeIdentifiers.ID);
      if (known.isPresent()) {
        return known.get().equals(identifiers.id())
            ? new Proven(attempt)
            : new Contradiction(attempt, "o id é de outra cobrança");
      }
      if (attempt.state() == ChargeAttempt.State.CALLING) {
        return new None(); // the gateway was faster than our commit, which is about to come (L51)
      }
      // we never got the answer to this attempt: now we learn its id, unless another charge has it
      return attempts.identify(attempt, identifiers.all(), clock.instant())
          ? new Proven(attempt)
          : new Contradiction(attempt, "o id é de outra cobrança");
    }
  }
}
