package elysia.payments.charge;

import java.time.Duration;

/// A charge without an outcome is given up after that: longer than all its retries take.
record ChargeLimit(Duration value) {}
