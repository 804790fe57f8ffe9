package elysia.sandbox.syncpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.model.Money;
import elysia.sandbox.bank.Charge;
import elysia.sandbox.bank.ChargeStatus;
import elysia.sandbox.common.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/// A charge as SyncPay's webhooks tell it, in the three shapes that have been seen.
final class SyncPayBodies {
  private SyncPayBodies() {}

  /// SyncPay's word. It has none for an expired charge, which waits for ever, nor for a canceled
  /// one.
  static String word(ChargeStatus status) {
    return switch (status) {
      case CREATED, EXPIRED -> "pending";
      case PAID -> "completed";
      case CANCELED -> "failed";
      case REFUNDED -> "refunded";
      case DISPUTED -> "med";
    };
  }

  /// Shape A: a number in `data`.
  static ObjectNode envelope(Charge charge, long cents, Instant now) {
    var fields = fields(charge, now).put("amount", BigDecimal.valueOf(cents, 2));
    fields.put("final_amount", BigDecimal.valueOf(net(cents), 2));
    return wrapped(fields);
  }

  /// Shape B: a text, without `data`.
  static ObjectNode flat(Charge charge, long cents, Instant now) {
    return fields(charge, now)
        .put("amount", Money.brl(cents).decimal())
        .put("final_amount", Money.brl(net(cents)).decimal());
  }

  /// Shape C: the words of the API before this one.
  static ObjectNode legacy(Charge charge, long cents, Instant now) {
    var state = charge.state(now);
    var fields =
        Json.object()
            .put("id", charge.id().toString())
            .put("idtransaction", charge.id().toString())
            .put("amount", BigDecimal.valueOf(cents, 2))
            .put("status", legacyWord(state.status()))
            .put("user_id", charge.terms().account())
            .put("paymentcode", charge.code().text())
            .put("data_registro", now.toString())
            .put("deposito_liquido", BigDecimal.valueOf(net(cents), 2))
            .put("client_name", state.payment().map(Charge.Payment::payerName).orElse(null))
            .put("client_document", state.payment().map(Charge.Payment::payerDocument).orElse(null))
            .putNull("externalreference");
    return wrapped(fields);
  }

  /// A withdrawal of the seller's, as it comes to the same address: nobody bought anything.
  static ObjectNode cashOut(Charge charge, Instant now) {
    return wrapped(
        Json.object()
            .put("id", charge.id().toString())
            .put("amount", BigDecimal.valueOf(charge.terms().cents(), 2))
            .put("currency", "BRL")
            .put("status", "completed")
            .put("pix_key", "chave@example.com")
            .put("pix_type", "EMAIL")
            .put("updated_at", now.toString()));
  }

  private static ObjectNode fields(Charge charge, Instant now) {
    var state = charge.state(now);
    var json = Json.object().put("id", charge.id().toString());
    state
        .payment()
        .ifPresentOrElse(
            payment ->
                json.putObject("client")
                    .put("name", payment.payerName())
                    .put("document", payment.payerDocument()),
            () -> json.putNull("client"));
    json.put("pix_code", charge.code().text())
        .put("currency", "BRL")
        .put("status", word(state.status()))
        .put("payment_method", "pix")
        .put("end_to_end", state.payment().map(Charge.Payment::endToEndId).orElse(null))
        .put("created_at", charge.createdAt().toString())
        .put("updated_at", now.toString());
    json.putObject("debtor_account");
    return json;
  }

  private static ObjectNode wrapped(ObjectNode fields) {
    var body = Json.object();
    body.set("data", fields);
    return body;
  }

  private static String legacyWord(ChargeStatus status) {
    return switch (status) {
      case CREATED, EXPIRED -> "WAITING_FOR_APPROVAL";
      case PAID -> "PAID_OUT";
      default -> word(status).toUpperCase(Locale.ROOT);
    };
  }

  /// What is left after a fee of 5 %, rounded down; the real fee is a matter of contract.
  private static long net(long cents) {
    return cents - cents / 20;
  }
}
