package elysia.payments.gateway;

/// What came of one request.
sealed interface HttpResult {
  record Answered(int status, String body) implements HttpResult {
    @Override
    public String toString() {
      return "Answered[" + status + "]"; // bodies hold PIX codes and buyers' data
    }
  }

  /// No connection: certainly nothing was sent.
  record NotSent(String cause) implements HttpResult {}

  /// Sent, at least in part, and no complete answer: it may have had its effect.
  record NoAnswer(String cause) implements HttpResult {}

  /// The word in metrics.
  default String word() {
    return switch (this) {
      case Answered(var status, _) -> status / 100 + "xx";
      case NotSent _ -> "not_sent";
      case NoAnswer _ -> "no_answer";
    };
  }
}
