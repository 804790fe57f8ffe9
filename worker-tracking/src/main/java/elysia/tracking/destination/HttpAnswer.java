package elysia.tracking.destination;

/// What came of a call to a destination.
public sealed interface HttpAnswer {
  record Answered(int status, String body) implements HttpAnswer {}

  /// No connection: it has certainly heard nothing.
  record NotSent(String cause) implements HttpAnswer {}

  /// It may have heard the call, nobody knows.
  record Unanswered(String cause) implements HttpAnswer {}
}
