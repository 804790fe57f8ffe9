package elysia.payments.charge;

import elysia.db.gateways.GatewayAccount;
import elysia.model.GatewayAccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// One go at the charge of a press: the accounts are asked one after the other, each once, while
/// the buyer waits.
///
/// @param now when the last answer came
/// @param asked the accounts that have answered, or have not
record Round(Instant began, Instant now, Set<GatewayAccountId> asked) {
  /// How long a buyer is kept waiting for the beginning of one more attempt after an answer that
  /// leaves us in doubt.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  Round {
    asked = Set.copyOf(asked);
  }

  static Round begin(Instant now) {
    return new Round(now, now, Set.of());
  }

  Round after(GatewayAccount account, Instant answeredAt) {
    var more = new HashSet<>(asked);
    more.add(account.id());
    return new Round(began, answeredAt, more);
  }

  boolean patient() {
    return now.isBefore(began.plus(PATIENCE));
  }
}
