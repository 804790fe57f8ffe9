package elysia.payments.gateway;

/// What a webhook means to us.
public sealed interface Translation {
  record ChargeChanged(ChargeReport report) implements Translation {}

  /// An event that concerns no charge.
  record Ignored(String eventType) implements Translation {}

  record Malformed(String reason) implements Translation {}
}
