package elysia.messaging;

import java.util.List;

/// Does the work of many deliveries at once, all or nothing.
@FunctionalInterface
public interface BatchHandler<M> {
  /// One delivery of a batch.
  record Received<M>(M message, DeliveryContext context) {}

  /// Must be idempotent, and must have committed all of it when it returns. When it throws, the
  /// runner hands the deliveries over again as batches of one, several of them at the same time, so
  /// that only the bad one is retried.
  void handle(List<Received<M>> batch) throws InterruptedException;
}
