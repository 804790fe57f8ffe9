package elysia.sandbox.common;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The faults that wait for their calls and webhooks. The oldest that matches strikes, one at a
/// time.
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

  /// Takes the fault of a kind for one call or webhook.
  ///
  /// @param content what a fault's `about` may look at besides the path
  public synchronized <E extends Effect> Optional<E> take(
      Class<E> kind, Service service, String path, Supplier<String> content) {
    for (int i = 0; i < waiting.size(); i++) {
      var fault = waiting.get(i);
      if (kind.isInstance(fault.effect())
          && fault.matches(service, path, content)
          && ThreadLocalRandom.current().nextInt(100) < fault.percent()) {
        if (fault.times() == 1) {
          waiting.remove(i);
        } else {
          waiting.set(i, fault.times(fault.times() - 1));
        }
        return Optional.of(kind.cast(fault.effect()));
      }
    }
    return Optional.empty();
  }
}
