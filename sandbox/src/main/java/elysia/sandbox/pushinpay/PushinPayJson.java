package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.bank.Charge;
import elysia.sandbox.bank.ChargeStatus;
import elysia.sandbox.common.Json;
import java.net.URI;
import java.time.Instant;

/// A charge in PushinPay's words: integer cents, and nulls where nothing is known yet.
final class PushinPayJson {
  private PushinPayJson() {}

  /// As a create answers it and the webhooks tell it.
  static ObjectNode charge(Charge charge, Instant now) {
    var state = charge.state(now);
    var payment = state.payment().orElse(null);
    var json =
        Json.object()
            .put("id", charge.id().toString())
            .put("qr_code", charge.code().text())
            .put("status", word(state.status()))
            .put("value", charge.terms().cents())
            .put("webhook_url", charge.terms().webhook().map(URI::toString).orElse(null));
    json.putNull("webhook");
    json.putArray("split_rules");
    json.put("end_to_end_id", payment == null ? null : payment.endToEndId());
    json.put("payer_name", payment == null ? null : payment.payerName());
    json.put("payer_national_registration", payment == null ? null : payment.payerDocument());
    return json;
  }

  /// As a status query shows it: with its dates.
  static ObjectNode details(Charge charge, Instant now) {
    var json = charge(charge, now).put("payment_type", "pix");
    json.put("created_at", charge.createdAt().toString()).put("updated_at", now.toString());
    json.putObject("pix_details")
        .put("id", charge.id().toString())
        .put("emv", charge.code().text())
        .put("expiration_date", PushinPayDates.text(charge.expiresAt()));
    return json;
  }

  /// PushinPay knows no dispute: what is contested comes back as a refund.
  private static String word(ChargeStatus status) {
    return status == ChargeStatus.DISPUTED ? ChargeStatus.REFUNDED.word() : status.word();
  }
}
