package elysia.model.wire;

import elysia.model.PaymentId;

/// Ask the gateway what has become of a payment.
public record ReconcileCommand(PaymentId payment) {}
