package elysia.payments.gateway;

import elysia.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a gateway can and demands.
///
/// @param unit how it writes amounts
/// @param minAmount the smallest charge it takes
/// @param buyerNotice what it obliges us to show to the buyer before he pays
/// @param minQueryInterval at least so long between two status queries of one charge
/// @param checks when to ask about an unpaid charge, counted from its creation
/// @param webhookHeaders the headers of a webhook that its adapter reads, lower-case names
public record Capabilities(
    AmountUnit unit,
    Money minAmount,
    Optional<String> buyerNotice,
    Duration minQueryInterval,
    List<Duration> checks,
    Set<String> webhookHeaders) {
  /// Where the gateway says no expiry, an unpaid charge is given up then; every charge is asked
  /// about once more then.
  private static final Duration LAST_CHECK = Duration.ofHours(24);

  public Capabilities {
    checks = List.copyOf(checks);
    webhookHeaders = Set.copyOf(webhookHeaders);
  }

  /// When to ask about an unpaid charge after `now`, empty when not any more. What was missed is
  /// not made up for.
  public Optional<Instant> nextCheck(Instant createdAt, @Nullable Instant expiresAt, Instant now) {
    var times = checks.stream().map(createdAt::plus);
    var ends = Stream.of(createdAt.plus(LAST_CHECK), expiry(createdAt, expiresAt));
    return Stream.concat(times, ends)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .map(next -> later(next, now.plus(minQueryInterval)));
  }

  /// From when on a charge that is not paid counts as expired.
  public Instant expiry(Instant createdAt, @Nullable Instant expiresAt) {
    return expiresAt == null ? createdAt.plus(LAST_CHECK) : expiresAt;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
