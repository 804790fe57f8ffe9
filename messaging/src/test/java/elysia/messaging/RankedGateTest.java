package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedGateTest {
  private static final int PERMITS = 10;
  private static final int PER_KEY = 4;
  private static final List<Rank> RANKS = List.of(Rank.values());
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final RankedGate<Integer> gate = new RankedGate<>(PERMITS, PER_KEY, FOR_EVER);

  private enum Where {
    WAITING,
    INSIDE,
    OUT
  }

  /// Somebody who comes, works until told to leave, and may be interrupted while waiting.
  private final class Guest {
    private final int number;
    private final int key;
    private final Rank rank;
    private final CountDownLatch leave = new CountDownLatch(1);
    private final Thread thread;
    private volatile Where where = Where.WAITING;

    Guest(int number, int key, Rank rank) {
      this.number = number;
      this.key = key;
      this.rank = rank;
      this.thread = Thread.ofVirtual().start(this::visit);
    }

    private void visit() {
      try (var _ = gate.enter(key, rank).orElseThrow()) {
        where = Where.INSIDE;
        leave.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      where = Where.OUT;
    }

    void end() throws InterruptedException {
      if (where == Where.INSIDE) {
        leave.countDown();
      } else {
        thread.interrupt();
      }
      assertThat(thread.join(Vhost.LIMIT)).as("%s went", this).isTrue();
    }

    boolean before(Guest other) {
      return Comparator.<Guest, Rank>comparing(guest -> guest.rank)
              .thenComparing(guest -> guest.number)
              .compare(this, other)
          < 0;
    }

    @Override
    public String toString() {
      return number + " " + rank + " of " + key + " " + where;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoever_may_go_goes_in_order_of_rank_and_nobody_else(long seed) throws InterruptedException {
    var random = new Random(seed);
    var guests = new ArrayList<Guest>();
    for (int step = 0; step < 300; step++) {
      var before = places(guests);
      var present = only(guests, guest -> guest.where != Where.OUT);
      if (present.isEmpty() || random.nextInt(5) < (step < 150 ? 3 : 2)) {
        guests.add(new Guest(step, random.nextInt(4), RANKS.get(random.nextInt(RANKS.size()))));
      } else {
        present.get(random.nextInt(present.size())).end();
      }
      settle(guests);

      var inside = only(guests, guest -> guest.where == Where.INSIDE);
      var waiting = only(guests, guest -> guest.where == Where.WAITING);
      assertThat(gate.free()).as("seed %d step %d", seed, step).isEqualTo(PERMITS - inside.size());
      assertThat(inside.size()).isLessThanOrEqualTo(PERMITS);
      assertThat(waiting)
          .as("left waiting though there is room, seed %d step %d", seed, step)
          .noneMatch(guest -> gate.free() > floor(guest, PERMITS) && hasRoom(inside, guest));
      for (var admitted : only(inside, guest -> before.get(guest) != Where.INSIDE)) {
        assertThat(waiting)
            .as("overtaken by %s, seed %d step %d", admitted, seed, step)
            .noneMatch(guest -> guest.before(admitted) && hasRoom(inside, guest));
        assertThat(gate.free()).isGreaterThanOrEqualTo(floor(admitted, PERMITS));
      }
      for (int key = 0; key < 4; key++) {
        int of = key;
        assertThat(only(inside, guest -> guest.key == of)).hasSizeLessThanOrEqualTo(PER_KEY);
      }
    }
  }

  private static int floor(Guest guest, int permits) {
    return switch (guest.rank) {
      case DELIVERY, REPLY -> 0;
      case ACKNOWLEDGEMENT -> permits / 5;
      case BACKGROUND -> permits / 2;
    };
  }

  private static boolean hasRoom(List<Guest> inside, Guest guest) {
    long sameKey = inside.stream().filter(other -> other.key == guest.key).count();
    return sameKey < PER_KEY - floor(guest, PER_KEY);
  }

  private static List<Guest> only(List<Guest> guests, Predicate<Guest> which) {
    return guests.stream().filter(which).toList();
  }

  private static Map<Guest, Where> places(List<Guest> guests) {
    var places = new HashMap<Guest, Where>();
    guests.forEach(guest -> places.put(guest, guest.where));
    return places;
  }

  /// Until the gate sees as many waiting as say that they wait.
  private void settle(List<Guest> guests) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofNanos(20_000))
        .atMost(Vhost.LIMIT)
        .until(
            () ->
                gate.waiting() == only(guests, guest -> guest.where == Where.WAITING).size()
                    && PERMITS - gate.free()
                        == only(guests, guest -> guest.where == Where.INSIDE).size());
  }

  @Test
  void whatever_comes_at_once_the_permits_are_never_exceeded_and_all_come_back()
      throws InterruptedException {
    var random = new Random(42);
    var working = new AtomicInteger();
    Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 2_000; i++) {
      int key = random.nextInt(20);
      var rank = RANKS.get(random.nextInt(RANKS.size()));
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var permit = gate.enter(key, rank).orElseThrow()) {
                      seen.add(working.incrementAndGet());
                      LockSupport.parkNanos(10_000);
                      working.decrementAndGet();
                      permit.stepOut();
                      permit.stepIn();
                      seen.add(working.incrementAndGet());
                      LockSupport.parkNanos(10_000);
                      working.decrementAndGet();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      if (random.nextInt(4) == 0) {
        threads.get(random.nextInt(threads.size())).interrupt();
      }
    }
    for (var thread : threads) {
      assertThat(thread.join(Vhost.LIMIT)).as("came out").isTrue();
    }

    assertThat(seen).hasSizeGreaterThan(1_000).allMatch(count -> count <= PERMITS);
    assertThat(gate.free()).isEqualTo(PERMITS);
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void who_is_interrupted_and_admitted_at_the_same_moment_gives_the_permit_back()
      throws InterruptedException {
    var narrow = new RankedGate<Integer>(1, 1, FOR_EVER);
    for (int time = 0; time < 1_000; time++) {
      var first = narrow.enter(1, Rank.REPLY).orElseThrow();
      var waiter =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var _ = narrow.enter(2, Rank.REPLY).orElseThrow()) {
                      assertThat(narrow.free()).isZero();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      while (narrow.waiting() == 0) {
        LockSupport.parkNanos(1_000);
      }

      waiter.interrupt();
      first.close();

      assertThat(waiter.join(Vhost.LIMIT)).isTrue();
      assertThat(narrow.free()).as("time %d", time).isEqualTo(1);
    }
  }

  @Test
  void a_slow_key_keeps_nobody_waiting_longer_than_the_patience_and_no_other_key_at_all()
      throws InterruptedException {
    var patience = Duration.ofMillis(100);
    var impatient = new RankedGate<Integer>(PERMITS, PER_KEY, patience);
    for (int i = 0; i < PER_KEY; i++) {
      assertThat(impatient.enter(1, Rank.REPLY)).isPresent();
    }

    long start = System.nanoTime();
    assertThat(impatient.enter(1, Rank.DELIVERY)).isEmpty(); // waits: those inside are young
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(patience.toNanos());
    await().until(() -> System.nanoTime() - start > 8 * patience.toNanos());
    long later = System.nanoTime();
    assertThat(impatient.enter(1, Rank.DELIVERY)).isEmpty(); // at once: they are slow
    assertThat(System.nanoTime() - later).isLessThan(patience.toNanos());
    assertThat(impatient.enter(2, Rank.REPLY)).isPresent();
    assertThat(impatient.waiting()).isZero();
  }

  @Test
  void while_only_the_whole_gate_is_full_one_waits_for_as_long_as_it_takes()
      throws InterruptedException {
    var impatient = new RankedGate<Integer>(1, 1, Duration.ofMillis(10));
    var first = impatient.enter(1, Rank.REPLY).orElseThrow();
    var admitted = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try (var _ = impatient.enter(2, Rank.REPLY).orElseThrow()) {
                admitted.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().pollDelay(Duration.ofMillis(100)).until(() -> impatient.waiting() == 1);

    first.close();

    assertThat(admitted.await(Vhost.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    await().until(() -> impatient.free() == 1);
  }

  @Test
  void an_attempt_that_finds_no_permit_leaves_nothing_behind() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(gate.enter(i, Rank.REPLY)).isPresent();
    }
    var background = gate.tryEnter(7, Rank.BACKGROUND);
    var more = gate.tryEnter(8, Rank.BACKGROUND);

    assertThat(background).isPresent();
    assertThat(more).isPresent();
    assertThat(gate.tryEnter(9, Rank.BACKGROUND)).as("below its floor").isEmpty();
    assertThat(gate.tryEnter(9, Rank.ACKNOWLEDGEMENT)).isPresent();
    assertThat(gate.waiting()).isZero();
    assertThat(gate.free()).isEqualTo(4);
  }
}
