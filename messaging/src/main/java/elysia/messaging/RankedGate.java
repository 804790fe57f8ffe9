package elysia.messaging;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets so many work at once, in order of rank, and so many of one key: a slow key does not take
/// all permits, and a broadcast never delays an answer.
///
/// A rank gets a permit only while more than its floor are free and nobody of an earlier rank could
/// have it; within a rank the first come is the first served. The same holds among those of one
/// key. Whoever could go if only its key were not full stands in nobody's way.
///
/// @param <K> whose work it is: a bot
public final class RankedGate<K> {
  private final int perKey;
  private final int permits;
  private final long patienceNanos;
  private final long epochNanos = System.nanoTime();

  private final ReentrantLock lock = new ReentrantLock();
  // all below: only while the lock is held
  private final NavigableSet<Waiter> waiting =
      new TreeSet<>(
          Comparator.<Waiter, Rank>comparing(waiter -> waiter.rank)
              .thenComparing(waiter -> waiter.number));
  private final Map<K, Inside> inside = new HashMap<>();
  private int free;
  private long arrivals;

  /// @param permits how many may work at once
  /// @param perKey how many of them for one key
  /// @param patience how long somebody waits for others of the same key before leaving again
  public RankedGate(int permits, int perKey, Duration patience) {
    this.permits = permits;
    this.free = permits;
    this.perKey = perKey;
    this.patienceNanos = patience.toNanos();
  }

  /// Those of one key that have a permit; the sum of their times of entry tells their mean age.
  private static final class Inside {
    private int count;
    private long enteredNanos;
  }

  private final class Waiter {
    private final K key;
    private final Rank rank;
    private final Condition turn = lock.newCondition();
    private long number;
    private boolean admitted;
    private long enteredNanos;

    Waiter(K key, Rank rank) {
      this.key = key;
      this.rank = rank;
    }
  }

  private final class Held implements Permit {
    private Waiter waiter;
    private boolean given = true;

    Held(Waiter waiter) {
      this.waiter = waiter;
    }

    @Override
    public void stepOut() {
      if (given) {
        given = false;
        leave(waiter);
      }
    }

    @Override
    public void stepIn() throws InterruptedException {
      waiter = admitted(new Waiter(waiter.key, waiter.rank), Long.MAX_VALUE).orElseThrow();
      given = true;
    }

    @Override
    public void close() {
      stepOut();
    }
  }

  /// Waits for a permit. Empty: the key has all it may have, and its work is too slow for another
  /// to wait for it here.
  public Optional<Permit> enter(K key, Rank rank) throws InterruptedException {
    return admitted(new Waiter(key, rank), patienceNanos).map(Held::new);
  }

  /// Takes a permit if there is one now.
  public Optional<Permit> tryEnter(K key, Rank rank) {
    lock.lock();
    try {
      var waiter = new Waiter(key, rank);
      join(waiter);
      if (!waiter.admitted) {
        waiting.remove(waiter);
        return Optional.empty();
      }
      return Optional.of(new Held(waiter));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Waiter> admitted(Waiter waiter, long patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      join(waiter);
      if (!waiter.admitted && full(waiter) && expectedWait(waiter) > patience) {
        waiting.remove(waiter);
        return Optional.empty();
      }
      return waited(waiter, patience) ? Optional.of(waiter) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean waited(Waiter waiter, long patience) throws InterruptedException {
    try {
      for (long left = patience; !waiter.admitted; left = waiter.turn.awaitNanos(left)) {
        if (left <= 0 && full(waiter)) {
          break;
        }
        left = left <= 0 ? patience : left;
      }
      return waiter.admitted;
    } catch (InterruptedException e) {
      if (waiter.admitted) {
        leave(waiter);
      }
      throw e;
    } finally {
      if (!waiter.admitted) {
        waiting.remove(waiter); // nobody waits because of it: no one to wake
      }
    }
  }

  private void join(Waiter waiter) {
    waiter.number = arrivals++;
    waiting.add(waiter);
    admitAll();
  }

  private void leave(Waiter waiter) {
    lock.lock();
    try {
      free++;
      inside.computeIfPresent(
          waiter.key,
          (_, those) -> {
            those.enteredNanos -= waiter.enteredNanos;
            return --those.count == 0 ? null : those;
          });
      admitAll();
    } finally {
      lock.unlock();
    }
  }

  /// Everybody who may go, goes.
  private void admitAll() {
    for (var waiters = waiting.iterator(); waiters.hasNext(); ) {
      var waiter = waiters.next();
      if (free <= waiter.rank.floorOf(permits)) {
        return; // later ranks have no lower floor
      }
      if (!full(waiter)) {
        waiters.remove();
        admit(waiter);
      }
    }
  }

  private void admit(Waiter waiter) {
    waiter.enteredNanos = System.nanoTime() - epochNanos;
    waiter.admitted = true;
    var those = inside.computeIfAbsent(waiter.key, _ -> new Inside());
    those.count++;
    those.enteredNanos += waiter.enteredNanos;
    free--;
    waiter.turn.signal();
  }

  /// Whether the key has all that it may have of this rank.
  private boolean full(Waiter waiter) {
    var those = inside.get(waiter.key);
    return those != null && those.count >= perKey - waiter.rank.floorOf(perKey);
  }

  /// At the pace of those of the key who are inside: on average they are half done.
  private long expectedWait(Waiter waiter) {
    var those = inside.get(waiter.key);
    if (those == null) {
      return 0;
    }
    long meanAge = System.nanoTime() - epochNanos - those.enteredNanos / those.count;
    return 2 * meanAge / those.count * ahead(waiter);
  }

  /// Those of the key whose turn comes no later, `waiter` among them.
  private long ahead(Waiter waiter) {
    return waiting.headSet(waiter, true).stream()
        .filter(other -> other.key.equals(waiter.key))
        .count();
  }

  /// Permits that nobody has now.
  public int free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /// Who waits now, of all ranks.
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
