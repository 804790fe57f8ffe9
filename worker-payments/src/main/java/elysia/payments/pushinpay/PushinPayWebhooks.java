package elysia.payments.pushinpay;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.payments.gateway.PaymentGateway;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.Translation;
import elysia.payments.gateway.WebhookBody;
import java.util.List;

/// One charge per webhook, as JSON or as a form whose values are all texts; the content type is not
/// always right.
final class PushinPayWebhooks implements PaymentGateway.WebhookTranslator {
  @Override
  public List<Translation> translate(RawWebhook webhook) {
    JsonNode charge = WebhookBody.read(webhook);
    return List.of(
        PushinPayCharge.report(charge, webhook.receivedAt())
            .<Translation>map(Translation.ChargeChanged::new)
            .orElseGet(() -> new Translation.Malformed("sem id ou sem status")));
  }
}
