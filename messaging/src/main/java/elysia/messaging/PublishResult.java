package elysia.messaging;

/// What the broker said of a published message. Only `Confirmed` means that it is stored in a
/// queue.
public sealed interface PublishResult {
  record Confirmed() implements PublishResult {}

  /// No queue is bound to its route: the broker returned it.
  record Unroutable(String reason) implements PublishResult {}

  /// Certainly not accepted, or not even sent: a nack, a blocked or lost connection, too many
  /// outstanding.
  record Refused(String reason) implements PublishResult {}

  /// No answer in time: the message may or may not have been stored.
  record TimedOut() implements PublishResult {}

  default boolean confirmed() {
    return this instanceof Confirmed;
  }
}
