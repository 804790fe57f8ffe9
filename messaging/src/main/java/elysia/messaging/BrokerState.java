package elysia.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How it stands between us and the broker, for readiness and health.
///
/// @param publishing connected, not blocked by the broker, and a channel to publish on
/// @param blocked why the broker takes no publishes now (a memory or disk alarm)
/// @param consuming each subscribed queue, and whether its deliveries reach us and none is held
///   longer than it may be
/// @param lastProblem what went wrong since everything was last in order
public record BrokerState(
    boolean publishing,
    Optional<String> blocked,
    Map<String, Boolean> consuming,
    Optional<String> lastProblem) {
  public BrokerState {
    consuming = Map.copyOf(consuming);
  }

  /// The queues whose deliveries are not worked on here.
  public List<String> stopped() {
    return consuming.entrySet().stream()
        .filter(queue -> !queue.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// Whether everything that this process wants of the broker works.
  public boolean ready() {
    return publishing && stopped().isEmpty();
  }
}
