package elysia.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import elysia.db.secret.SecretBox;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.messaging.WireJson;
import elysia.model.GatewayAccountId;
import elysia.model.wire.GatewayWebhook;
import elysia.model.wire.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/// Where the gateway calls us: does with a webhook what ingress does, in little.
final class WebhookDoor implements AutoCloseable {
  private static final int ACCOUNT_TOKEN = 5;
  private static final int CHARGE_TOKEN = 6;

  private final HttpServer server;
  private final Rows rows;
  private final Publisher publisher;

  WebhookDoor(Rows rows, Publisher publisher) throws IOException {
    this.rows = rows;
    this.publisher = publisher;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/payments/webhook/", this::accept);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().split("/", -1);
      var account =
          rows.number(
              "select id from gateway_accounts where webhook_token_hash = ?",
              SecretBox.hash(path[ACCOUNT_TOKEN]));
      var event = exchange.getRequestHeaders().getFirst("event");
      var type = exchange.getRequestHeaders().getFirst("Content-Type");
      publish(
          new GatewayWebhook(
              path[4],
              new GatewayAccountId(account),
              path.length > CHARGE_TOKEN ? SecretBox.hash(path[CHARGE_TOKEN]) : null,
              Base64.getEncoder().encodeToString(exchange.getRequestBody().readAllBytes()),
              type,
              null,
              event == null ? Map.of() : Map.of("event", event),
              Instant.now()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// Hands a webhook to the broker, as if it had come in.
  void publish(GatewayWebhook webhook) {
    var id =
        "gw:%s:%s:%s"
            .formatted(
                webhook.gateway(),
                webhook.account(),
                SecretBox.hash(webhook.bodyBase64() + webhook.chargeTokenHash()));
    try {
      var result =
          publisher.publish(
              new OutgoingMessage(
                  Route.input("gw." + webhook.gateway()),
                  id,
                  "gateway.webhook",
                  Map.of(),
                  WireJson.bytes(webhook)));
      if (!result.confirmed()) {
        throw new IllegalStateException("not confirmed: " + result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
