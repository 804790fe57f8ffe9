package elysia.messaging;

import java.time.Duration;

/// Does with the deliveries of a queue what its subscription says.
interface Runner {
  /// Called by one thread at a time for each channel. May block while there is too much to do.
  void onDelivery(Delivery delivery) throws InterruptedException;

  /// Whether a delivery is held longer than it may be.
  default boolean frozen() {
    return false;
  }

  /// Interrupts the handlers that hold a delivery too long.
  default void interruptFrozen() {}

  /// Starts nothing more: what was not started is left to the broker. Does not wait.
  default void stop() {}

  /// Waits for what is running, at most `timeout`, then interrupts it. After [#stop].
  default void awaitIdle(Duration timeout) {}
}
