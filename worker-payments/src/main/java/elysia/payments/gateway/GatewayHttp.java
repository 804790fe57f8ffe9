package elysia.payments.gateway;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/// The only place that talks to gateways. It neither retries nor follows redirects: what to do
/// after a failure depends on what the request does.
@Singleton
final class GatewayHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(700);

  /// A create answers with a QR picture of some 10 kB.
  private static final long MAX_ANSWER_BYTES = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpResult send(HttpCall call) throws InterruptedException {
    var body =
        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES);
    var answer = client.sendAsync(request(call), body);
    try {
      // HttpRequest's own timeout ends with the headers; this one covers the body too
      return answered(answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return timedOut(call);
    } catch (ExecutionException e) {
      return failed(call, e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true); // of an answer that is there, nothing is left to cancel
    }
  }

  private static HttpRequest request(HttpCall call) {
    var request = HttpRequest.newBuilder(call.uri());
    call.headers().forEach(request::header);
    if (call.body() != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(call.body()));
    }
    return request.build();
  }

  private static HttpResult answered(HttpResponse<String> response) {
    return new HttpResult.Answered(response.statusCode(), response.body());
  }

  private static HttpResult failed(HttpCall call, Throwable cause) {
    return switch (cause) {
      // a name that cannot be resolved is a ConnectException too
      case ConnectException e -> new HttpResult.NotSent("sem conexão: " + describe(e));
      case HttpConnectTimeoutException e -> new HttpResult.NotSent("sem conexão: " + describe(e));
      case SSLHandshakeException e -> new HttpResult.NotSent("TLS recusado: " + describe(e));
      case HttpTimeoutException _ -> timedOut(call);
      case IOException e -> new HttpResult.NoAnswer("conexão perdida: " + describe(e));
      default -> throw new IllegalStateException(call + " failed", cause);
    };
  }

  private static HttpResult timedOut(HttpCall call) {
    return new HttpResult.NoAnswer("sem resposta em %d ms".formatted(call.timeout().toMillis()));
  }

  private static String describe(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }
}
