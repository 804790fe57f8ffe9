package elysia.messaging;

/// What the broker said of a published message. Only `Confirmed` means that it is stored in a queue
/// (or, for a fact, that whoever hears facts was told).
public sealed interface PublishResult {
  record Confirmed() implements PublishResult {}

  /// No queue is bound to its route, so the broker returned it; or its exchange is none of ours.
  record Unroutable(String reason) implements PublishResult {}

  /// Certainly not accepted, or not even sent: a nack, a blocked or missing connection, too many
  /// outstanding, an id or headers too long for AMQP.
  record Refused(String reason) implements PublishResult {}

  /// No answer in time, or the connection was lost after sending: the message may or may not have
  /// been stored.
  record TimedOut() implements PublishResult {}

  default boolean confirmed() {
    return this instanceof Confirmed;
  }
}
