package elysia.payments.webhook;

import elysia.payments.gateway.Json;
import elysia.payments.gateway.RawWebhook;
import elysia.payments.gateway.WebhookBody;
import java.util.Base64;
import java.util.Map;

/// A webhook's body as `jsonb`: JSON as it is, a form as an object of texts, anything else as
/// base64.
final class StoredBody {
  private StoredBody() {}

  static String of(RawWebhook webhook) {
    var body = WebhookBody.read(webhook);
    var json = body.isMissingNode() ? "" : body.toString();
    // jsonb has no character 0
    return json.isEmpty() || json.contains("\\u0000")
        ? Json.write(Map.of("base64", Base64.getEncoder().encodeToString(webhook.body())))
        : json;
  }
}
