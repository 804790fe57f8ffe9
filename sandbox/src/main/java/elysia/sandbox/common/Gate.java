package elysia.sandbox.common;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Call.Direction;
import elysia.sandbox.common.Effect.Html;
import elysia.sandbox.common.Effect.Latency;
import elysia.sandbox.common.Effect.NoAnswer;
import elysia.sandbox.common.Effect.OnCall;
import elysia.sandbox.common.Effect.Status;
import elysia.sandbox.common.Effect.When;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The one way into every fake: applies the faults, measures, and writes the call down.
@Singleton
public final class Gate {
  /// Stands in the log for an answer that never came.
  private static final int NO_STATUS = 0;

  private final CallLog log;
  private final Faults faults;
  private final Clock clock;

  Gate(CallLog log, Faults faults, Clock clock) {
    this.log = log;
    this.faults = faults;
    this.clock = clock;
  }

  /// A call as it arrived. `path` has its token masked; `account` is who calls: a bot's id, a
  /// gateway account; empty where the path or the body tells.
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  public record Arrival(Service service, String method, String path, byte[] body, String account) {
    public Arrival(Service service, String method, String path, byte[] body) {
      this(service, method, path, body, "");
    }

    String content() {
      return account + "\n" + new String(body, StandardCharsets.UTF_8);
    }
  }

  public HttpResponse<byte[]> pass(Arrival arrival, Supplier<Answer> fake) {
    var at = clock.instant();
    var fault = faults.take(OnCall.class, arrival.service(), arrival.path(), arrival::content);
    Answer answer;
    try {
      answer = fault.isPresent() ? broken(arrival.service(), fault.get(), fake) : fake.get();
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      answer = failure(arrival.service(), Effect.status(503));
    }
    log(arrival, answer, at);
    return answer.status() == NO_STATUS ? cutConnection() : answer.toHttp();
  }

  private void log(Arrival arrival, Answer answer, Instant at) {
    log.add(
        id ->
            new Call(
                id,
                at,
                Direction.IN,
                arrival.service(),
                arrival.method(),
                arrival.path(),
                arrival.body(),
                answer.status(),
                answer.body(),
                answer.verdict(),
                Duration.between(at, clock.instant())));
  }

  private static Answer broken(Service service, OnCall fault, Supplier<Answer> fake)
      throws InterruptedException {
    return switch (fault) {
      case Latency(var ms, var maxMs, var when) -> {
        long wait = ThreadLocalRandom.current().nextLong(ms, maxMs + 1);
        if (when == When.BEFORE) {
          Thread.sleep(wait);
          yield fake.get();
        }
        var acted = fake.get();
        Thread.sleep(wait);
        yield acted;
      }
      case Status status -> {
        act(status.when(), fake);
        yield failure(service, status);
      }
      case Html(var status, var when) -> {
        act(when, fake);
        yield Answer.page(status);
      }
      case NoAnswer(var ms, var when) -> {
        act(when, fake);
        Thread.sleep(ms);
        yield new Answer(NO_STATUS, new byte[0], Map.of(), "falha simulada: sem resposta");
      }
    };
  }

  private static void act(When when, Supplier<Answer> fake) {
    if (when == When.AFTER) {
      var _ = fake.get();
    }
  }

  /// Closes the caller's connection, so that it sees neither a status nor a body.
  private static HttpResponse<byte[]> cutConnection() {
    ServerRequestContext.currentRequest()
        .filter(NettyHttpRequest.class::isInstance)
        .map(NettyHttpRequest.class::cast)
        .ifPresent(request -> request.getChannelHandlerContext().close().syncUninterruptibly());
    return HttpResponse.serverError(); // nobody is left to read it
  }

  /// An error as the service itself would word it.
  private static Answer failure(Service service, Status fault) {
    int status = fault.status();
    ObjectNode body = Json.object();
    switch (service) {
      case TELEGRAM -> {
        body.put("ok", false).put("error_code", status).put("description", telegrams(fault));
        if (fault.retryAfter() > 0) {
          body.putObject("parameters").put("retry_after", fault.retryAfter());
        }
      }
      case META ->
          body.putObject("error")
              .put("message", "An unknown error occurred")
              .put("type", "OAuthException")
              .put("code", graphCode(status))
              .put("is_transient", status == 429 || status >= 500)
              .put("fbtrace_id", "sandbox");
      case PUSHINPAY, SYNCPAY, UTMIFY, LANDING -> body.put("message", "Server Error");
    }
    if (!fault.text().isEmpty()) {
      var error = service == Service.META ? (ObjectNode) body.path("error") : body;
      error.put(service == Service.TELEGRAM ? "description" : "message", fault.text());
    }
    var answer = new Answer(status, Json.bytes(body), Map.of(), "falha simulada: " + status);
    return fault.retryAfter() > 0 && service != Service.TELEGRAM
        ? answer.withHeader("Retry-After", String.valueOf(fault.retryAfter()))
        : answer;
  }

  /// Meta, "Error Handling": too many calls, a bad token, no permission, a wrong parameter, a
  /// fault.
  private static int graphCode(int status) {
    return switch (status) {
      case 429 -> 4;
      case 401 -> 190;
      case 403 -> 10;
      case 400 -> 100;
      default -> 2;
    };
  }

  private static String telegrams(Status fault) {
    return switch (fault.status()) {
      case 400 -> "Bad Request: simulated";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden: bot was blocked by the user";
      case 404 -> "Not Found";
      case 409 -> "Conflict: terminated by other setWebhook";
      case 413 -> "Request Entity Too Large";
      case 429 ->
          fault.retryAfter() > 0
              ? "Too Many Requests: retry after " + fault.retryAfter()
              : "Too Many Requests";
      default -> "Internal Server Error: simulated";
    };
  }
}
