package elysia.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/// One virtual host of a RabbitMQ and who we are there.
///
/// @param amqpUrl `amqp://user:password@host:port/vhost`; without a path the vhost is `/`
/// @param managementUrl `http://host:port`; user and password are those of `amqpUrl`
public record Broker(URI amqpUrl, URI managementUrl) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public Broker {
    if (amqpUrl.getUserInfo() == null || !amqpUrl.getUserInfo().contains(":")) {
      throw new IllegalArgumentException("amqp://user:password@host:port expected");
    }
  }

  public String user() {
    return amqpUrl.getUserInfo().split(":", 2)[0];
  }

  public String password() {
    return amqpUrl.getUserInfo().split(":", 2)[1];
  }

  public String vhost() {
    var path = amqpUrl.getRawPath();
    return path.length() < 2 ? "/" : URLDecoder.decode(path.substring(1), StandardCharsets.UTF_8);
  }

  /// Makes an empty vhost on the same server, in which our user may do everything.
  public Broker newVhost() throws IOException, InterruptedException {
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    send("PUT", "/api/vhosts/" + name, "");
    send(
        "PUT",
        "/api/permissions/" + name + "/" + encoded(user()),
        """
        {"configure": ".*", "write": ".*", "read": ".*"}
        """);
    return new Broker(amqpUrl.resolve("/" + name), managementUrl);
  }

  /// Deletes this vhost with its queues and connections.
  public void deleteVhost() throws IOException, InterruptedException {
    send("DELETE", "/api/vhosts/" + encoded(vhost()), "");
  }

  /// Whether the management API knows us and answers.
  boolean managementAnswers() throws InterruptedException {
    try {
      send("GET", "/api/whoami", "");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    var login =
        Base64.getEncoder().encodeToString(amqpUrl.getUserInfo().getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(managementUrl.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(method + " " + path + " answered " + response.statusCode());
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8);
  }

  /// Without the password.
  @Override
  public String toString() {
    return "Broker["
        + user()
        + "@"
        + amqpUrl.getHost()
        + ":"
        + amqpUrl.getPort()
        + " "
        + vhost()
        + "]";
  }
}
