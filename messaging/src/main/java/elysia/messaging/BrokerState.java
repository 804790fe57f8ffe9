package elysia.messaging;

import java.util.Map;
import java.util.Optional;

/// How it stands between us and the broker, for readiness and health.
///
/// @param publishing connected, not blocked by the broker, and a channel to publish on
/// @param blocked why the broker takes no publishes now (a memory or disk alarm)
/// @param consuming each subscribed queue, and whether its deliveries reach us
/// @param lastProblem what went wrong since everything was last in order
public record BrokerState(
    boolean publishing,
    Optional<String> blocked,
    Map<String, Boolean> consuming,
    Optional<String> lastProblem) {
  public BrokerState {
    consuming = Map.copyOf(consuming);
  }

  /// Whether everything that this process wants of the broker works.
  public boolean ready() {
    return publishing && !consuming.containsValue(false);
  }
}
