package elysia.payments.gateway;

import elysia.runtime.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a gateway is asked about a charge that no webhook has told of, and how often it lets us.
///
/// @param minInterval at least so long between two queries of one charge
/// @param spacing on average at least so long between two queries of one account
/// @param checks when to ask about an unpaid charge, counted from its creation
/// @param last where the gateway says no expiry, an unpaid charge is given up then; every charge is
///   asked about once more then
public record QueryPlan(
    Duration minInterval, Duration spacing, List<Duration> checks, Duration last) {
  public QueryPlan {
    checks = List.copyOf(checks);
  }

  QueryPlan scaled(TimeScale scale) {
    return new QueryPlan(
        scale.of(minInterval),
        scale.of(spacing),
        checks.stream().map(scale::of).toList(),
        scale.of(last));
  }

  /// When to ask about an unpaid charge after `now`, empty when not any more. What was missed is
  /// not made up for.
  public Optional<Instant> next(Instant createdAt, @Nullable Instant expiresAt, Instant now) {
    var times = checks.stream().map(createdAt::plus);
    var ends = Stream.of(createdAt.plus(last), expiry(createdAt, expiresAt));
    return Stream.concat(times, ends)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .map(next -> later(next, now.plus(minInterval)));
  }

  /// From when on a charge that is not paid counts as expired.
  public Instant expiry(Instant createdAt, @Nullable Instant expiresAt) {
    return expiresAt == null ? createdAt.plus(last) : expiresAt;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
