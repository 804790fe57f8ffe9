package elysia.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// A plain HTTP client for the tests: what is sent and what comes back, nothing in between.
public final class HttpCaller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private HttpCaller() {}

  public record Reply(int status, HttpHeaders headers, String text) {
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
      return Json.parse(text.getBytes(UTF_8));
    }
  }

  public static Reply postJson(URI url, String body) {
    return send("POST", url, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
  }

  public static Reply get(URI url) {
    return send("GET", url, Map.of(), new byte[0]);
  }

  public static Reply send(String method, URI url, Map<String, String> headers, byte[] body) {
    var request = HttpRequest.newBuilder(url).method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      var response = HTTP.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
