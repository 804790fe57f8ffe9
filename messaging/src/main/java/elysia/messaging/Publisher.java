package elysia.messaging;

import java.util.List;

/// Publishes with publisher confirms.
public interface Publisher {
  /// Publishes one message and waits for the broker's word, at most the configured confirm timeout.
  PublishResult publish(OutgoingMessage message) throws InterruptedException;

  /// Publishes many, then waits for all: one result per message, in their order. They reach the
  /// broker in that order too.
  List<PublishResult> publishAll(List<OutgoingMessage> messages) throws InterruptedException;

  /// Whether a publish has a chance now: connected and not blocked by the broker.
  boolean ready();
}
