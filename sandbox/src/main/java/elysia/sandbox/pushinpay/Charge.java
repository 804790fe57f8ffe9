package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.model.BrCode;
import elysia.sandbox.common.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One PIX charge of one account. Its state changes; all else stays.
final class Charge {
  private final UUID id;
  private final String account;
  private final long cents;
  private final BrCode code;
  private final Optional<URI> webhook;
  private final Instant createdAt;
  private final Instant expiresAt;
  private final AtomicInteger webhooksSent = new AtomicInteger();
  private ChargeStatus status = ChargeStatus.CREATED;
  private @Nullable Payment payment;
  private @Nullable Instant queriedAt;

  /// Who paid, and the bank's name for the transfer.
  record Payment(String endToEndId, String payerName, String payerDocument) {}

  Charge(
      UUID id,
      String account,
      BrCode code,
      long cents,
      Optional<URI> webhook,
      Instant createdAt,
      Instant expiresAt) {
    this.id = id;
    this.account = account;
    this.code = code;
    this.cents = cents;
    this.webhook = webhook;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  UUID id() {
    return id;
  }

  String account() {
    return account;
  }

  BrCode code() {
    return code;
  }

  long cents() {
    return cents;
  }

  Optional<URI> webhook() {
    return webhook;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /// Counts the webhooks, which alternate between two formats.
  int nextWebhook() {
    return webhooksSent.getAndIncrement();
  }

  synchronized ChargeStatus status(Instant now) {
    return status == ChargeStatus.CREATED && !now.isBefore(expiresAt)
        ? ChargeStatus.EXPIRED
        : status;
  }

  /// An expired charge can still be paid: late money is real money.
  ///
  /// @throws IllegalArgumentException when it is paid or canceled
  synchronized void pay(Payment how, Instant now) {
    var before = status(now);
    if (before == ChargeStatus.PAID || before == ChargeStatus.CANCELED) {
      throw new IllegalArgumentException("charge " + id + " is " + before.word());
    }
    payment = how;
    status = ChargeStatus.PAID;
  }

  /// @throws IllegalArgumentException when it is no longer open
  synchronized void close(ChargeStatus end, Instant now) {
    var before = status(now);
    if (before != ChargeStatus.CREATED && before != end) {
      throw new IllegalArgumentException("charge " + id + " is " + before.word());
    }
    status = end;
  }

  /// Whether a query is allowed now; if so it is counted.
  synchronized boolean takeQuery(Instant now, Duration interval) {
    if (queriedAt != null && queriedAt.plus(interval).isAfter(now)) {
      return false;
    }
    queriedAt = now;
    return true;
  }

  /// The charge as the API and the webhooks show it.
  synchronized ObjectNode json(Instant now) {
    var json =
        Json.object()
            .put("id", id.toString())
            .put("qr_code", code.text())
            .put("status", status(now).word())
            .put("value", cents)
            .put("webhook_url", webhook.map(URI::toString).orElse(null));
    json.putNull("webhook");
    json.putArray("split_rules");
    json.put("end_to_end_id", payment == null ? null : payment.endToEndId());
    json.put("payer_name", payment == null ? null : payment.payerName());
    json.put("payer_national_registration", payment == null ? null : payment.payerDocument());
    return json;
  }

  /// The charge as a status query shows it: with its dates.
  ObjectNode details(Instant now) {
    var json = json(now).put("payment_type", "pix");
    json.put("created_at", createdAt.toString()).put("updated_at", now.toString());
    json.putObject("pix_details")
        .put("id", id.toString())
        .put("emv", code.text())
        .put("expiration_date", PushinPayDates.text(expiresAt));
    return json;
  }
}
