package elysia.payments.charge;

import elysia.db.gateways.GatewayAccount;
import elysia.db.payments.ChargeAttempt;
import elysia.model.PaymentId;
import elysia.payments.gateway.ChargeRequest;
import elysia.payments.gateway.PaymentGateway;
import java.time.Instant;

/// What is to be done next for a press.
sealed interface ChargeStep {
  /// Ask this account, and record what came of it. The attempt is committed.
  record Call(
      ChargeAttempt attempt,
      PaymentGateway gateway,
      GatewayAccount account,
      ChargeRequest request,
      Instant begunAt)
      implements ChargeStep {}

  record Finished() implements ChargeStep {}

  /// No code yet, but there may be one a little later: a refusal that passes, or a charge that may
  /// exist and that nobody was shown.
  record TryLater(PaymentId payment, String cause) implements ChargeStep {}

  /// The press makes no sense.
  record Nonsense(String reason) implements ChargeStep {}
}
