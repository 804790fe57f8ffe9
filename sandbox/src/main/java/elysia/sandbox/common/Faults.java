package elysia.sandbox.common;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults that wait for their calls, per service first in, first out.
@Singleton
public final class Faults {
  private static final int MAX_WAITING = 100;

  private final List<Fault> waiting = new ArrayList<>();

  public synchronized void add(Fault fault) {
    if (waiting.size() == MAX_WAITING) {
      throw new IllegalArgumentException("at most 100 faults may wait");
    }
    waiting.add(fault);
  }

  public synchronized void clear() {
    waiting.clear();
  }

  public synchronized List<Fault> all() {
    return List.copyOf(waiting);
  }

  /// Takes the fault for the next call to `service`.
  synchronized Optional<Fault> next(Service service) {
    for (int i = 0; i < waiting.size(); i++) {
      var fault = waiting.get(i);
      if (fault.service() == service) {
        if (fault.times() == 1) {
          waiting.remove(i);
        } else {
          waiting.set(i, fault.used());
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
