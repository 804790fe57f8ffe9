package elysia.payments.status;

import elysia.db.payments.Payment;
import elysia.model.PaymentStatus;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's lines about a payment.
public final class PaymentLog {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentLog.class);

  private PaymentLog() {}

  /// @param asked how long the gateway took
  public static void created(Payment payment, Duration asked) {
    line("PIX_CREATED", payment, PaymentStatus.PENDING, asked.toMillis());
  }

  static void became(Payment payment, PaymentStatus status, Instant at) {
    var since = payment.pix().createdAt();
    long millis = since == null ? 0 : Duration.between(since, at).toMillis();
    line("PIX_" + status.name(), payment, status, millis);
  }

  private static void line(String kind, Payment payment, PaymentStatus status, long millis) {
    var buyer = payment.buyer();
    LOG.atInfo()
        .addKeyValue("bot", buyer.botSlug())
        .addKeyValue("user", buyer.person())
        .addKeyValue("event_name", kind.toLowerCase(java.util.Locale.ROOT))
        .addKeyValue("latency_ms", millis)
        .log(
            "[PAYMENT][{}] bot={} user={} valor={} status={}",
            kind,
            buyer.botSlug(),
            buyer.person(),
            payment.amount().decimal(),
            status.word());
  }
}
