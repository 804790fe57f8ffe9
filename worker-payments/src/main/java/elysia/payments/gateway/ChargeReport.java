package elysia.payments.gateway;

import elysia.model.Money;
import java.util.Optional;

/// A gateway's word on one of its charges.
///
/// @param rawStatus its own status word, as it came
/// @param gross what the buyer pays, before fees; empty where the gateway doesn't say
public record ChargeReport(
    ChargeIdentifiers identifiers, ChargeStatus status, String rawStatus, Optional<Money> gross) {}
