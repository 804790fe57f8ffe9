package elysia.payments.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.Translation;
import elysia.payments.gateway.WebhookBody;
import java.util.List;
import java.util.Locale;

/// One charge per webhook, in one of three shapes. Withdrawals come to the same address, and look
/// like sales but for the `event` header: they are never matched with one.
final class SyncPayWebhooks implements PaymentGateway.WebhookTranslator {
  private static final String CHARGES = "cashin";
  private static final String WITHDRAWAL = "cashout";
  private static final int MAX_EVENT = 64;

  @Override
  public List<Translation> translate(RawWebhook webhook) {
    var charge = SyncPayCharge.fields(WebhookBody.read(webhook));
    var event = event(webhook, charge);
    if (!event.startsWith(CHARGES)) {
      return List.of(new Translation.Ignored(event));
    }
    return List.of(
        SyncPayCharge.report(charge, "id", webhook.receivedAt())
            .<Translation>map(Translation.ChargeChanged::new)
            .orElseGet(() -> new Translation.Malformed("sem id ou sem status")));
  }

  /// What the header says; without one only a withdrawal has a key that it went to.
  private static String event(RawWebhook webhook, JsonNode body) {
    var event = webhook.headers().getOrDefault(SyncPayGateway.EVENT_HEADER, "").strip();
    if (!event.isEmpty()) {
      return event.substring(0, Math.min(event.length(), MAX_EVENT)).toLowerCase(Locale.ROOT);
    }
    return body.has("pix_key") ? WITHDRAWAL : CHARGES;
  }
}
