package elysia.messages.telegram;

import elysia.messaging.WireJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLHandshakeException;

/// The Bot API over HTTP. Every answer, a missing one too, is an outcome; nothing of it holds the
/// token or the URL that it is part of.
@Singleton
public final class Telegram {
  private final TelegramConfig config;
  private final MeterRegistry meters;
  private final HttpClient http;

  Telegram(TelegramConfig config, MeterRegistry meters) {
    this.config = config;
    this.meters = meters;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// Sends a message. There is no idempotency key: the same call twice is two messages.
  public SendOutcome send(BotToken token, TelegramCall call) throws InterruptedException {
    return switch (call(token, call)) {
      case CallOutcome.Accepted(var result) -> Answer.sent(result);
      case TelegramFailure failure -> failure;
    };
  }

  /// Calls any method.
  public CallOutcome call(BotToken token, TelegramCall call) throws InterruptedException {
    var sample = Timer.start(meters);
    var outcome = post(token, call);
    sample.stop(
        Timer.builder("elysia.telegram.call")
            .tag("method", call.method())
            .tag("outcome", outcome.getClass().getSimpleName())
            .publishPercentileHistogram()
            .register(meters));
    return outcome;
  }

  private CallOutcome post(BotToken token, TelegramCall call) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(config.apiUrl() + "/bot" + token.value() + "/" + call.method()))
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(WireJson.bytes(call.body())))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return Answer.read(response.statusCode(), response.body());
    } catch (HttpConnectTimeoutException | ConnectException | SSLHandshakeException e) {
      return new TelegramFailure.NotSent(e.getClass().getSimpleName());
    } catch (HttpTimeoutException e) {
      return new TelegramFailure.Ambiguous("timeout");
    } catch (IOException e) { // the connection broke, perhaps after Telegram had read the request
      return new TelegramFailure.Ambiguous(e.getClass().getSimpleName());
    }
  }
}
