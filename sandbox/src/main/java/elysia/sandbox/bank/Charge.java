package elysia.sandbox.bank;

import elysia.model.BrCode;
import elysia.sandbox.common.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One PIX charge of one account at one gateway. Its state changes; all else stays.
public final class Charge {
  private final UUID id;
  private final Terms terms;
  private final BrCode code;
  private final Instant createdAt;
  private final Instant expiresAt;
  private final AtomicInteger webhooksSent = new AtomicInteger();
  private ChargeStatus status = ChargeStatus.CREATED;
  private @Nullable Payment payment;
  private @Nullable Instant queriedAt;

  /// What the seller asked for.
  ///
  /// @param webhook where he wants to be told, empty for nowhere
  public record Terms(Service gateway, String account, long cents, Optional<URI> webhook) {}

  /// Who paid, and the bank's name for the transfer.
  public record Payment(String endToEndId, String payerName, String payerDocument) {}

  /// How the charge stands. The payment stays when the money is given back.
  public record State(ChargeStatus status, Optional<Payment> payment) {}

  Charge(UUID id, Terms terms, BrCode code, Instant createdAt, Instant expiresAt) {
    this.id = id;
    this.terms = terms;
    this.code = code;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  public UUID id() {
    return id;
  }

  public Terms terms() {
    return terms;
  }

  public BrCode code() {
    return code;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /// Counts the webhooks, which take turns in their formats.
  public int nextWebhook() {
    return webhooksSent.getAndIncrement();
  }

  public synchronized State state(Instant now) {
    boolean over = status == ChargeStatus.CREATED && !now.isBefore(expiresAt);
    return new State(over ? ChargeStatus.EXPIRED : status, Optional.ofNullable(payment));
  }

  /// An expired charge can still be paid: late money is real money.
  ///
  /// @throws IllegalArgumentException when it was paid before, or is canceled
  synchronized void pay(Payment how, Instant now) {
    var before = state(now).status();
    if (before != ChargeStatus.CREATED && before != ChargeStatus.EXPIRED) {
      throw new IllegalArgumentException("charge " + id + " is " + before.word());
    }
    payment = how;
    status = ChargeStatus.PAID;
  }

  /// Ends an open charge.
  ///
  /// @throws IllegalArgumentException when it is no longer open
  synchronized void close(ChargeStatus end, Instant now) {
    var before = state(now).status();
    if (before != ChargeStatus.CREATED && before != end) {
      throw new IllegalArgumentException("charge " + id + " is " + before.word());
    }
    status = end;
  }

  /// Takes the money back from the seller.
  ///
  /// @throws IllegalArgumentException when there is none of it
  synchronized void takeBack(ChargeStatus end) {
    if (status != ChargeStatus.PAID && status != ChargeStatus.DISPUTED) {
      throw new IllegalArgumentException("charge " + id + " is " + status.word());
    }
    status = end;
  }

  /// Whether a query is allowed now; if so it is counted.
  public synchronized boolean takeQuery(Instant now, Duration interval) {
    if (queriedAt != null && queriedAt.plus(interval).isAfter(now)) {
      return false;
    }
    queriedAt = now;
    return true;
  }
}
