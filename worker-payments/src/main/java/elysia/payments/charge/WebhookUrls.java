package elysia.payments.charge;

import elysia.db.gateways.GatewayAccount;
import elysia.db.gateways.WebhookToken;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where gateways report charges.
///
/// @param baseUrl `PUBLIC_BASE_URL`: our address as the world sees it
@ConfigurationProperties("public")
record WebhookUrls(@Nullable URI baseUrl) {
  WebhookUrls {
    if (baseUrl == null) {
      throw new IllegalArgumentException(
          "Falta a variável de ambiente PUBLIC_BASE_URL. O arquivo .env.example explica cada uma.");
    }
  }

  /// The URL of one charge. It contains both tokens: only the gateway may see it.
  URI of(GatewayAccount account, WebhookToken charge) {
    var base = String.valueOf(baseUrl).replaceAll("/+$", "");
    return URI.create(
        "%s/api/payments/webhook/%s/%s/%s"
            .formatted(base, account.gateway(), account.webhookToken().value(), charge.value()));
  }
}
