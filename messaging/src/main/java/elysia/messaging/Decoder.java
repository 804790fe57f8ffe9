package elysia.messaging;

/// Turns a body into the message that a handler understands.
@FunctionalInterface
public interface Decoder<M> {
  /// @throws IllegalArgumentException when the body is not such a message: it is parked at once
  M decode(byte[] body, DeliveryContext context);
}
