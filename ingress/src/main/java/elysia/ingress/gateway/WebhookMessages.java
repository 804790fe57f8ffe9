package elysia.ingress.gateway;

import elysia.db.secret.SecretBox;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.WireJson;
import elysia.model.GatewayAccountId;
import elysia.model.wire.GatewayWebhook;
import elysia.model.wire.Route;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Writes a gateway's call down as a message: the body byte for byte, and no secret.
@Singleton
final class WebhookMessages {
  private final Clock clock;

  WebhookMessages(Clock clock) {
    this.clock = clock;
  }

  OutgoingMessage of(
      Gateway gateway,
      GatewayAccountId account,
      Optional<String> chargeToken,
      HttpRequest<?> request,
      byte[] body) {
    var chargeTokenHash = chargeToken.map(SecretBox::hash);
    var webhook =
        new GatewayWebhook(
            gateway.word(),
            account,
            chargeTokenHash.orElse(null),
            Base64.getEncoder().encodeToString(body),
            request.getHeaders().get(HttpHeaders.CONTENT_TYPE),
            request.getUri().getRawQuery(),
            headers(gateway, request.getHeaders()),
            clock.instant());
    var route = Route.input("gw." + gateway.word());
    return new OutgoingMessage(
        route,
        "gw:" + gateway.word() + ":" + account + ":" + digest(body, chargeTokenHash.orElse("")),
        route.routingKey(),
        Map.of(),
        WireJson.bytes(webhook));
  }

  private static Map<String, String> headers(Gateway gateway, HttpHeaders headers) {
    var named = new HashMap<String, String>();
    for (var name : gateway.headers()) {
      var value = headers.get(name);
      if (value != null) {
        named.put(name, value);
      }
    }
    return named;
  }

  /// The same call has the same id, however often it comes.
  private static String digest(byte[] body, String chargeTokenHash) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(body);
      sha256.update(chargeTokenHash.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
