package elysia.sandbox.common;

import elysia.sandbox.common.Call.Direction;
import elysia.sandbox.common.Effect.Delay;
import elysia.sandbox.common.Effect.Drop;
import elysia.sandbox.common.Effect.Duplicate;
import elysia.sandbox.common.Effect.OnWebhook;
import elysia.sandbox.common.Effect.Reorder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Calls the system under test, as the services and the buyer's browser do, and writes it down.
@Singleton
public final class WebhookClient {
  private static final Pattern LONG_SEGMENT = Pattern.compile("([^/]{4})[^/]{12,}");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(threads)
          .build();
  private final Map<Service, Long> sent = new EnumMap<>(Service.class);
  private final CallLog log;
  private final Faults faults;
  private final Clock clock;

  WebhookClient(CallLog log, Faults faults, Clock clock) {
    this.log = log;
    this.faults = faults;
    this.clock = clock;
  }

  /// A call to make.
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  public record Outgoing(
      Service service,
      String method,
      URI url,
      Map<String, String> headers,
      byte[] body,
      Duration timeout) {
    public Outgoing {
      headers = Map.copyOf(headers);
    }

    String content() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// The path as the log may show it: long segments are tokens.
    String shownPath() {
      return LONG_SEGMENT.matcher(url.getPath()).replaceAll("$1...");
    }
  }

  /// The answer, empty when none came in time.
  public Optional<HttpResponse<String>> call(Outgoing outgoing) throws InterruptedException {
    var fault =
        faults.take(
            OnWebhook.class, outgoing.service(), outgoing.url().getPath(), outgoing::content);
    return fault.isPresent() ? disturbed(fault.get(), outgoing) : send(outgoing);
  }

  private Optional<HttpResponse<String>> disturbed(OnWebhook fault, Outgoing outgoing)
      throws InterruptedException {
    switch (fault) {
      case Duplicate(var copies) -> {
        for (int i = 0; i < copies; i++) {
          background(() -> sendCopy(outgoing));
        }
      }
      case Delay(var ms) -> Thread.sleep(ms);
      case Reorder(var ms) -> awaitNext(outgoing.service(), Duration.ofMillis(ms));
      case Drop _ -> {
        record(outgoing, clock.instant(), 0, "", "falha simulada: perdido no caminho");
        return Optional.empty();
      }
    }
    return send(outgoing);
  }

  private void sendCopy(Outgoing outgoing) {
    try {
      var _ = send(outgoing);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitNext(Service service, Duration most) throws InterruptedException {
    long seen = sent(service);
    long until = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos();
        left > 0 && sent(service) == seen;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private long sent(Service service) {
    return sent.getOrDefault(service, 0L);
  }

  private synchronized void countSent(Service service) {
    sent.merge(service, 1L, Long::sum);
    notifyAll();
  }

  private Optional<HttpResponse<String>> send(Outgoing outgoing) throws InterruptedException {
    var at = clock.instant();
    var builder =
        HttpRequest.newBuilder(outgoing.url())
            .method(outgoing.method(), BodyPublishers.ofByteArray(outgoing.body()))
            .timeout(outgoing.timeout());
    outgoing.headers().forEach(builder::header);
    try {
      var response = http.send(builder.build(), BodyHandlers.ofString());
      var verdict = response.statusCode() < 400 ? "entregue" : "recusado pelo destino";
      record(outgoing, at, response.statusCode(), response.body(), verdict);
      return Optional.of(response);
    } catch (IOException unreachable) {
      record(outgoing, at, 0, "", "sem resposta: " + unreachable.getClass().getSimpleName());
      return Optional.empty();
    } finally {
      countSent(outgoing.service());
    }
  }

  /// Runs work beside the request that caused it, until the sandbox stops.
  public void background(Runnable work) {
    threads.execute(work);
  }

  private void record(Outgoing outgoing, Instant at, int status, String answer, String verdict) {
    log.add(
        id ->
            new Call(
                id,
                at,
                Direction.OUT,
                outgoing.service(),
                outgoing.method(),
                outgoing.shownPath(),
                outgoing.body(),
                status,
                answer.getBytes(StandardCharsets.UTF_8),
                verdict,
                Duration.between(at, clock.instant())));
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
