package elysia.payments.gateway;

/// What came of a login.
sealed interface Login {
  record Granted(AccessToken token) implements Login {}

  /// No token, so the call that needs it cannot be made.
  ///
  /// @param instead what that call has come to
  record Denied(HttpResult instead) implements Login {}
}
