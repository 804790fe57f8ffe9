package elysia.messages.deliver;

import elysia.db.sends.Deliveries;
import elysia.db.sends.Purchase;
import elysia.model.PaymentId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What became of each delivery: in its row, in a number, and for the operator in a line.
@Singleton
final class DeliveryBook {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryBook.class);
  private static final String NOT_CONFIGURED = "pago sem entrega configurada";

  private final Deliveries deliveries;
  private final MeterRegistry meters;

  DeliveryBook(Deliveries deliveries, MeterRegistry meters) {
    this.deliveries = deliveries;
    this.meters = meters;
  }

  private enum Outcome {
    DELIVERED,
    FAILED,
    UNCONFIGURED
  }

  Optional<Purchase> find(PaymentId payment) {
    return deliveries.find(payment);
  }

  void delivered(Purchase purchase, List<Long> messageIds) {
    if (deliveries.delivered(purchase.payment(), messageIds)) {
      count(Outcome.DELIVERED);
    }
  }

  void failed(Purchase purchase, String reason) {
    deliveries.failed(purchase.payment(), reason);
    count(Outcome.FAILED);
    LOG.atError()
        .addKeyValue("bot", purchase.bot().slug())
        .addKeyValue("user", purchase.buyer())
        .log(
            "[ERRO] Pagamento {} de {} não entregue: {}",
            purchase.payment(),
            purchase.buyer(),
            reason);
  }

  /// The buyer is only thanked: nobody has said what to deliver.
  void unconfigured(Purchase purchase) {
    deliveries.unconfigured(purchase.payment(), NOT_CONFIGURED);
    count(Outcome.UNCONFIGURED);
    LOG.atError()
        .addKeyValue("bot", purchase.bot().slug())
        .addKeyValue("user", purchase.buyer())
        .log("[ERRO] {}: pagamento {} de {}", NOT_CONFIGURED, purchase.payment(), purchase.buyer());
  }

  private void count(Outcome outcome) {
    meters
        .counter("elysia.deliveries", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
