package elysia.messages.telegram;

import elysia.messages.telegram.CallFile.Upload;
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
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
    return send(token, call, List.of());
  }

  /// Sends a message with files.
  ///
  /// @param files what takes the attachments' places, in their order
  public SendOutcome send(BotToken token, TelegramCall call, List<CallFile> files)
      throws InterruptedException {
    return switch (timed(token, call, files)) {
      case CallOutcome.Accepted(var result) -> SentMessages.read(result);
      case TelegramFailure failure -> failure;
    };
  }

  /// Calls any method.
  public CallOutcome call(BotToken token, TelegramCall call) throws InterruptedException {
    return timed(token, call, List.of());
  }

  private CallOutcome timed(BotToken token, TelegramCall call, List<CallFile> files)
      throws InterruptedException {
    var sample = Timer.start(meters);
    var outcome = post(token, call, files);
    sample.stop(
        Timer.builder("elysia.telegram.call")
            .tag("method", call.method())
            .tag("outcome", outcome.getClass().getSimpleName())
            .publishPercentileHistogram()
            .register(meters));
    return outcome;
  }

  private CallOutcome post(BotToken token, TelegramCall call, List<CallFile> files)
      throws InterruptedException {
    if (files.stream().anyMatch(CallFile.Missing.class::isInstance)) {
      return new TelegramFailure.MissingFile();
    }
    var request =
        HttpRequest.newBuilder(
            URI.create(config.apiUrl() + "/bot" + token.value() + "/" + call.method()));
    if (files.stream().noneMatch(Upload.class::isInstance)) {
      return exchange(
          request
              .timeout(config.timeout())
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(WireJson.bytes(call.body(references(files)))))
              .build());
    }
    try (var multipart = new Multipart()) {
      call.body(references(files)).forEach(multipart::field);
      for (int i = 0; i < files.size(); i++) {
        if (files.get(i) instanceof Upload upload) {
          multipart.file(partName(i), upload);
        }
      }
      return exchange(
          request
              .timeout(config.uploadTimeout())
              .header("Content-Type", multipart.contentType())
              .POST(multipart.body())
              .build());
    } catch (NoSuchFileException e) {
      return new TelegramFailure.MissingFile();
    } catch (IOException e) {
      return new TelegramFailure.NotSent("a mídia não pôde ser lida: " + e.getMessage());
    }
  }

  private static List<String> references(List<CallFile> files) {
    return IntStream.range(0, files.size())
        .mapToObj(
            i ->
                switch (files.get(i)) {
                  case CallFile.Reference(var text) -> text;
                  case Upload _ -> "attach://" + partName(i);
                  case CallFile.Missing _ ->
                      throw new IllegalArgumentException("file " + i + " is missing");
                })
        .toList();
  }

  private static String partName(int index) {
    return "file" + index;
  }

  private CallOutcome exchange(HttpRequest request) throws InterruptedException {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return Answer.read(response.statusCode(), response.body());
    } catch (HttpConnectTimeoutException | ConnectException | SSLHandshakeException e) {
      return new TelegramFailure.NotSent(
          "sem conexão com o Telegram: " + e.getClass().getSimpleName());
    } catch (HttpTimeoutException e) {
      return new TelegramFailure.Ambiguous("timeout");
    } catch (IOException e) { // the connection broke, perhaps after Telegram had read the request
      return new TelegramFailure.Ambiguous(e.getClass().getSimpleName());
    }
  }
}
