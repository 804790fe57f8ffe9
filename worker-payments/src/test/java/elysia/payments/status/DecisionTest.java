package elysia.payments.status;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.PaymentStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rules of a payment's status, over every order in which its events can come.
class DecisionTest {
  private static final List<PaymentStatus> ALL = List.of(PaymentStatus.values());

  @Test
  void every_order_of_the_same_events_ends_the_same_once_money_has_come() {
    for (var events : sequences(5)) {
      if (events.contains(PaymentStatus.PAID)) {
        assertThat(play(events)).as("%s", events).isEqualTo(expected(events));
      }
    }
  }

  @Test
  void without_money_the_first_end_stays() {
    for (var events : sequences(5)) {
      if (!events.contains(PaymentStatus.PAID)) {
        var first =
            events.stream()
                .filter(
                    status ->
                        status == PaymentStatus.EXPIRED
                            || status == PaymentStatus.CANCELED
                            || status == PaymentStatus.FAILED)
                .findFirst();
        assertThat(play(events)).as("%s", events).isEqualTo(first.orElse(PaymentStatus.PENDING));
      }
    }
  }

  @Test
  void long_random_histories_become_paid_at_most_once() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      var events = random.ints(random.nextInt(40), 0, ALL.size()).mapToObj(ALL::get).toList();

      var visited = history(events);

      assertThat(visited.stream().filter(PaymentStatus.PAID::equals).count())
          .as("seed %d: %s", seed, events)
          .isEqualTo(events.contains(PaymentStatus.PAID) ? 1 : 0);
      assertThat(visited).as("seed %d: %s", seed, events).doesNotHaveDuplicates();
    }
  }

  @Test
  void an_unknown_word_changes_nothing() {
    for (var status : ALL) {
      assertThat(Decision.of(status, null)).isEqualTo(Decision.UNKNOWN_STATUS);
    }
  }

  @Test
  void nothing_takes_paid_back_but_a_refund_or_a_dispute() {
    assertThat(
            ALL.stream().filter(told -> Decision.of(PaymentStatus.PAID, told) == Decision.APPLIED))
        .containsExactly(PaymentStatus.REFUNDED, PaymentStatus.DISPUTED);
  }

  private static PaymentStatus expected(List<PaymentStatus> events) {
    if (events.contains(PaymentStatus.REFUNDED)) {
      return PaymentStatus.REFUNDED;
    }
    return events.contains(PaymentStatus.DISPUTED) ? PaymentStatus.DISPUTED : PaymentStatus.PAID;
  }

  private static PaymentStatus play(List<PaymentStatus> events) {
    return history(events).getLast();
  }

  /// All statuses that a payment goes through, as [PaymentStatusChange] applies them.
  private static List<PaymentStatus> history(List<PaymentStatus> events) {
    var visited = new ArrayList<>(List.of(PaymentStatus.PENDING));
    Set<PaymentStatus> early = EnumSet.noneOf(PaymentStatus.class);
    for (var told : events) {
      var decision = Decision.of(visited.getLast(), told);
      if (decision == Decision.EARLY) {
        early.add(told);
      }
      if (decision == Decision.APPLIED) {
        visited.add(told);
        if (told == PaymentStatus.PAID) {
          visited.addAll(Decision.afterPaid(early));
        }
      }
    }
    return visited;
  }

  private static List<List<PaymentStatus>> sequences(int length) {
    List<List<PaymentStatus>> all = List.of(List.of());
    for (int i = 0; i < length; i++) {
      all =
          all.stream()
              .flatMap(
                  begun ->
                      ALL.stream()
                          .map(
                              next -> {
                                var longer = new ArrayList<>(begun);
                                longer.add(next);
                                return List.copyOf(longer);
                              }))
              .toList();
    }
    return all;
  }
}
