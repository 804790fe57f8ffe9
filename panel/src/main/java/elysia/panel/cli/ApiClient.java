package elysia.panel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Calls the operator's API on this machine.
final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final URI base;
  private final String token;

  /// @param environment `PANEL_PORT` (8090) and `ADMIN_API_TOKEN`
  ApiClient(Map<String, String> environment) {
    base = URI.create("http://127.0.0.1:" + environment.getOrDefault("PANEL_PORT", "8090"));
    token = environment.getOrDefault("ADMIN_API_TOKEN", "");
  }

  /// The answer's JSON.
  ///
  /// @throws CommandException when the API refuses or is away, with the reason for the operator
  JsonNode get(String path) throws InterruptedException {
    return call("GET", path, Map.of());
  }

  JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
    return call("POST", path, body);
  }

  JsonNode put(String path, Map<String, ?> body) throws InterruptedException {
    return call("PUT", path, body);
  }

  JsonNode patch(String path, Map<String, ?> body) throws InterruptedException {
    return call("PATCH", path, body);
  }

  JsonNode delete(String path) throws InterruptedException {
    return call("DELETE", path, Map.of());
  }

  /// Posts a file's bytes.
  JsonNode upload(String path, Path file) throws InterruptedException {
    try {
      return upload(path, HttpRequest.BodyPublishers.ofFile(file));
    } catch (FileNotFoundException e) {
      throw new CommandException("Não encontrei o arquivo " + file, e);
    }
  }

  JsonNode upload(String path, HttpRequest.BodyPublisher file) throws InterruptedException {
    return send(
        request(path, UPLOAD_TIMEOUT)
            .header("Content-Type", "application/octet-stream")
            .POST(file));
  }

  private JsonNode call(String method, String path, Map<String, ?> body)
      throws InterruptedException {
    var publisher =
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString());
    return send(
        request(path, TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, publisher));
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(base.resolve("/api/v1" + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (ConnectException e) {
      throw new CommandException("O painel não responde em " + base + ". Rode ./elysia up.", e);
    } catch (IOException e) {
      throw new CommandException("O painel não respondeu direito: " + e.getMessage(), e);
    }
  }

  private static JsonNode answer(HttpResponse<String> response) throws IOException {
    var json = response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    if (response.statusCode() >= 300) {
      throw new CommandException(
          json.path("detail").asText("O painel respondeu " + response.statusCode()));
    }
    return json;
  }
}
