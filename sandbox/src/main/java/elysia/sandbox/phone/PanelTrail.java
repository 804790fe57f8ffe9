package elysia.sandbox.phone;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads from the panel what has moved inside the product. The panel's token stays here: no browser
/// ever sees it.
@Singleton
final class PanelTrail {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final SandboxSettings settings;

  PanelTrail(SandboxSettings settings) {
    this.settings = settings;
  }

  sealed interface Page {
    record Items(JsonNode items, String next) implements Page {}

    record Away(String reason) implements Page {}
  }

  /// The items after the cursor; empty for the newest.
  Page after(String cursor) throws InterruptedException {
    if (settings.adminApiToken().isEmpty()) {
      return new Page.Away("sem ADMIN_API_TOKEN");
    }
    try {
      var response = http.send(request(cursor), BodyHandlers.ofByteArray());
      var body = Json.parse(response.body());
      return response.statusCode() == 200 && body.path("items").isArray()
          ? new Page.Items(body.path("items"), body.path("next").asText(cursor))
          : new Page.Away("o painel respondeu " + response.statusCode());
    } catch (IOException unreachable) {
      return new Page.Away("o painel não respondeu");
    }
  }

  private HttpRequest request(String cursor) {
    var path = "/api/v1/trail?after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    URI url = settings.panel().resolve(path);
    return HttpRequest.newBuilder(url)
        .timeout(TIMEOUT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + settings.adminApiToken().orElseThrow())
        .build();
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
