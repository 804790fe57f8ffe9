package elysia.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryPlanTest {
  private static final Instant CREATED = Instant.parse("2026-11-22T12:00:00Z");
  private static final QueryPlan PLAN =
      new QueryPlan(
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          List.of(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(40)),
          Duration.ofHours(24));

  @Test
  void a_charge_without_an_expiry_is_asked_about_until_a_day_has_passed() {
    assertThat(checks(null))
        .containsExactly(
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(40),
            Duration.ofHours(24));
  }

  @Test
  void a_charge_is_asked_about_when_it_expires() {
    var expiry = CREATED.plus(Duration.ofMinutes(30));

    assertThat(checks(expiry)).contains(Duration.ofMinutes(30), Duration.ofHours(24));
    assertThat(PLAN.expiry(CREATED, expiry)).isEqualTo(expiry);
  }

  @Test
  void checks_that_were_missed_are_not_made_up_for() {
    var afterAnOutage = CREATED.plus(Duration.ofHours(3));

    assertThat(PLAN.next(CREATED, null, afterAnOutage))
        .contains(CREATED.plus(Duration.ofHours(24)));
  }

  @Test
  void two_checks_are_never_closer_than_the_gateway_allows() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      var expiry = CREATED.plusMillis(random.nextLong(Duration.ofDays(2).toMillis()));
      var now = CREATED.plusMillis(random.nextLong(Duration.ofDays(2).toMillis()));

      var next = PLAN.next(CREATED, expiry, now);

      assertThat(next.map(at -> at.isBefore(now.plusSeconds(60))))
          .as("seed %d, expiry %s, now %s", seed, expiry, now)
          .isNotEqualTo(Optional.of(true));
    }
  }

  private static List<Duration> checks(@org.jspecify.annotations.Nullable Instant expiry) {
    var found = new ArrayList<Duration>();
    var next = PLAN.next(CREATED, expiry, CREATED);
    while (next.isPresent()) {
      found.add(Duration.between(CREATED, next.get()));
      next = PLAN.next(CREATED, expiry, next.get());
    }
    return found;
  }
}
