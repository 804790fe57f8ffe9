package elysia.sandbox.common;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Call.Direction;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// The one way into every fake: applies the faults, measures, and writes the call down.
@Singleton
public final class Gate {
  private final CallLog log;
  private final Faults faults;
  private final Clock clock;

  Gate(CallLog log, Faults faults, Clock clock) {
    this.log = log;
    this.faults = faults;
    this.clock = clock;
  }

  /// A call as it arrived. `path` has its token masked.
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  public record Arrival(Service service, String method, String path, byte[] body) {}

  public HttpResponse<byte[]> pass(Arrival arrival, Supplier<Answer> fake) {
    var at = clock.instant();
    var fault = faults.next(arrival.service());
    Answer answer;
    try {
      answer = fault.isPresent() ? broken(fault.get(), fake) : fake.get();
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      answer = failure(arrival.service(), 503);
    }
    var given = answer;
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
                given.status(),
                given.body(),
                given.verdict(),
                Duration.between(at, clock.instant())));
    return answer.toHttp();
  }

  private static Answer broken(Fault fault, Supplier<Answer> fake) throws InterruptedException {
    if (fault.after()) {
      var acted = fake.get();
      Thread.sleep(fault.latency());
      return fault.status() == 0 ? acted : failure(fault.service(), fault.status());
    }
    Thread.sleep(fault.latency());
    return fault.status() == 0 ? fake.get() : failure(fault.service(), fault.status());
  }

  /// An error as the service itself would word it.
  private static Answer failure(Service service, int status) {
    ObjectNode body = Json.object();
    switch (service) {
      case TELEGRAM -> {
        body.put("ok", false).put("error_code", status);
        if (status == 429) {
          body.put("description", "Too Many Requests: retry after 5");
          body.putObject("parameters").put("retry_after", 5);
        } else {
          body.put("description", "Internal Server Error: simulated");
        }
      }
      case META ->
          body.putObject("error")
              .put("message", "An unknown error occurred")
              .put("type", "OAuthException")
              .put("code", status == 429 ? 4 : 2)
              .put("is_transient", true)
              .put("fbtrace_id", "sandbox");
      case PUSHINPAY, SYNCPAY, UTMIFY, LANDING -> body.put("message", "Server Error");
    }
    return new Answer(status, Json.bytes(body), Map.of(), "falha simulada: " + status);
  }
}
