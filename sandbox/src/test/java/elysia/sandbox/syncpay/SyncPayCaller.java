package elysia.sandbox.syncpay;

import static java.nio.charset.StandardCharsets.UTF_8;

import elysia.model.Money;
import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// A seller who calls SyncPay.
final class SyncPayCaller {
  static final String LOGIN =
      "{\"client_id\":\"client-of-ours\",\"client_secret\":\"secret-of-ours\"}";

  private final SandboxServer sandbox;
  private final URI webhook;

  /// @param webhook where the seller hears of his charges
  SyncPayCaller(SandboxServer sandbox, URI webhook) {
    this.sandbox = sandbox;
    this.webhook = webhook;
  }

  String token() {
    return call("POST", "/auth-token", LOGIN, "").json().path("access_token").asText();
  }

  String charge(long cents) {
    var body =
        "{\"amount\":%s,\"webhook_url\":\"%s\"}".formatted(Money.brl(cents).decimal(), webhook);
    return cashIn(body, token()).json().path("identifier").asText();
  }

  String status(String id) {
    return call("GET", "/transaction/" + id, "", token()).json().at("/data/status").asText();
  }

  Reply cashIn(String body, String token) {
    return call("POST", "/cash-in", body, token);
  }

  Reply call(String method, String path, String body, String token) {
    var headers =
        new HashMap<>(Map.of("Accept", "application/json", "Content-Type", "application/json"));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    var url = URI.create(sandbox.syncPayUrl() + "/api/partner/v1" + path);
    return HttpCaller.send(method, url, headers, body.getBytes(UTF_8));
  }
}
