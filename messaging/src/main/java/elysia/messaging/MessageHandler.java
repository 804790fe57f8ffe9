package elysia.messaging;

/// Does the work of one delivery.
@FunctionalInterface
public interface MessageHandler<M> {
  /// Must be idempotent: a delivery may come more than once. What it throws counts as a failed
  /// attempt.
  Settlement handle(M message, DeliveryContext context) throws InterruptedException;
}
