package elysia.sandbox.common;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last calls in both directions, oldest first. Bounded: old calls make room for new ones.
@Singleton
public final class CallLog {
  private static final int MAX_CALLS = 5_000;

  private final Deque<Call> calls = new ArrayDeque<>();
  private long lastId;

  /// Builds a call from the id it gets.
  @FunctionalInterface
  public interface Entry {
    Call withId(long id);
  }

  public synchronized void add(Entry entry) {
    if (calls.size() == MAX_CALLS) {
      calls.removeFirst();
    }
    calls.addLast(entry.withId(++lastId));
  }

  /// Calls after the one with id `since` (0: from the beginning), at most `limit` of the newest.
  public synchronized List<Call> since(long since, int limit) {
    var newest = new ArrayList<Call>();
    for (var newestFirst = calls.descendingIterator(); newestFirst.hasNext(); ) {
      var call = newestFirst.next();
      if (call.id() <= since || newest.size() == limit) {
        break;
      }
      newest.add(call);
    }
    Collections.reverse(newest);
    return newest;
  }

  /// All kept calls that match.
  public List<Call> matching(Predicate<Call> filter) {
    return since(0, MAX_CALLS).stream().filter(filter).toList();
  }

  /// What the system under test has asked of one service.
  public List<Call> to(Service service) {
    return matching(call -> call.direction() == Call.Direction.IN && call.service() == service);
  }
}
