package elysia.model.wire;

import elysia.model.PaymentId;
import org.jspecify.annotations.Nullable;

/// Ask the gateway what has become of a payment.
///
/// @param stateKey the buyer asked, and is told under this key what is known afterwards; null where
///   nobody asked
public record ReconcileCommand(PaymentId payment, @Nullable String stateKey) {}
