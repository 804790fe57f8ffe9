package elysia.payments.gateway;

/// What came of asking a gateway about one charge.
public sealed interface QueryOutcome {
  record Reported(ChargeReport report) implements QueryOutcome {}

  /// The gateway has no such charge. That is not "failed".
  record NotFound() implements QueryOutcome {}

  /// Nothing that can be used: nothing changes.
  record NoAnswer(String cause) implements QueryOutcome {}
}
