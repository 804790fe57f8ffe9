package elysia.payments.gateway;

import elysia.model.PaymentStatus;
import java.time.Instant;
import java.util.Optional;

/// What a gateway says of a charge it has, in a webhook or when asked.
public sealed interface ChargeStatus {
  record Waiting() implements ChargeStatus {}

  record Paid(Instant at) implements ChargeStatus {}

  record Expired() implements ChargeStatus {}

  record Canceled() implements ChargeStatus {}

  record Failed() implements ChargeStatus {}

  record Refunded() implements ChargeStatus {}

  record Disputed() implements ChargeStatus {}

  /// A status word we don't know: kept, reported, never taken for paid.
  record Unknown(String raw) implements ChargeStatus {}

  /// Our word for it, empty where it has none.
  default Optional<PaymentStatus> paymentStatus() {
    return switch (this) {
      case Waiting _ -> Optional.of(PaymentStatus.PENDING);
      case Paid _ -> Optional.of(PaymentStatus.PAID);
      case Expired _ -> Optional.of(PaymentStatus.EXPIRED);
      case Canceled _ -> Optional.of(PaymentStatus.CANCELED);
      case Failed _ -> Optional.of(PaymentStatus.FAILED);
      case Refunded _ -> Optional.of(PaymentStatus.REFUNDED);
      case Disputed _ -> Optional.of(PaymentStatus.DISPUTED);
      case Unknown _ -> Optional.empty();
    };
  }
}
