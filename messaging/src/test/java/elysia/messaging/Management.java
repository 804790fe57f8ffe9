package elysia.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// RabbitMQ's management API, as an operator uses it.
record Management(elysia.localstack.Broker broker) {
  private static final ObjectMapper JSON = new ObjectMapper();

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(request(path).GET()));
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return JSON.readTree(send(request(path).POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  void put(String path, String body) throws IOException, InterruptedException {
    send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    var login = broker.user() + ":" + broker.password();
    return HttpRequest.newBuilder(URI.create(broker.managementUrl() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IOException(
            response.uri() + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    }
  }
}
