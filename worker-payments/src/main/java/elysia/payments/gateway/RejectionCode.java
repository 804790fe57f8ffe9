package elysia.payments.gateway;

/// Why certainly no charge was made.
public enum RejectionCode {
  /// No connection: nothing was sent.
  UNREACHABLE,
  /// The gateway's rate limit (429).
  RATE_LIMITED,
  /// The account's credentials are not accepted (401, 403).
  UNAUTHORIZED,
  /// Less than the gateway charges.
  BELOW_MINIMUM,
  /// The gateway refused the request (any other 4xx).
  REFUSED
}
