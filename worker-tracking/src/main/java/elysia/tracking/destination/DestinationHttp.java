package elysia.tracking.destination;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Posts JSON to a destination.
@Singleton
public final class DestinationHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /// Meta asks for 1.5 s, but nobody waits here: a patient call is less often ambiguous.
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /// Answers are a few hundred bytes; a proxy's error page may be more.
  private static final long MAX_ANSWER_BYTES = 256 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// Never throws for what the network does: that is an answer too.
  public HttpAnswer post(URI uri, Map<String, String> headers, String json)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    headers.forEach(request::header);
    try {
      var response =
          client.send(
              request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
      return new HttpAnswer.Answered(response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new HttpAnswer.NotSent("sem conexão (" + e.getClass().getSimpleName() + ")");
    } catch (IOException e) {
      return new HttpAnswer.Unanswered("sem resposta (" + e.getClass().getSimpleName() + ")");
    }
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
