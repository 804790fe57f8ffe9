package elysia.messaging;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.UUID;

final class TestRabbit {
  private TestRabbit() {}

  static String newVhost() {
    var name = "t" + UUID.randomUUID();
    try (var client = HttpClient.newHttpClient()) {
      var auth =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString("guest:guest".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      var r =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:35675/api/vhosts/" + name))
                  .header("Authorization", auth)
                  .PUT(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (r.statusCode() >= 300) throw new IllegalStateException(r.body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return "amqp://guest:guest@127.0.0.1:35672/" + name;
  }

  static void ctl(String... args) {
    try {
      var command = new java.util.ArrayList<String>();
      command.add("/tmp/messaging/ctl.sh");
      command.addAll(java.util.List.of(args));
      var p = new ProcessBuilder(command).redirectErrorStream(true).start();
      var out =
          new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (p.waitFor() != 0) throw new IllegalStateException(out);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
