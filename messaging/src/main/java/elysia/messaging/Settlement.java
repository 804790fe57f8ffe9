package elysia.messaging;

/// What becomes of a delivery. The handler decides, the runner carries it out: exactly one per
/// delivery, none when a shutdown interrupts the handler.
public sealed interface Settlement {
  /// The work is done and committed, or there is nothing to do.
  record Done() implements Settlement {}

  /// Try again after the wait of `level`.
  record Retry(RetryLevel level, String reason) implements Settlement {}

  /// The same again after the wait of `level`, for a reason that is nobody's fault: it counts as no
  /// attempt, so it never ends in parking.
  record Postpone(RetryLevel level, String reason) implements Settlement {}

  /// Set aside for a human: it can never succeed, or was tried often enough.
  record Park(String reason) implements Settlement {}
}
