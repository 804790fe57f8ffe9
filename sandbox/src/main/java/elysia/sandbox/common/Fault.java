package elysia.sandbox.common;

import java.time.Duration;

/// A rule that breaks the next calls to a service.
///
/// @param latencyMs how long the answer is held back; 0 for none
/// @param status what is answered in place of the real answer; 0 leaves it
/// @param times how many calls it breaks
/// @param after true: the fake acts first, then waits and breaks the answer, so that the caller
///   times out on something that has happened. False: nothing happens, when `status` is set
public record Fault(Service service, long latencyMs, int status, int times, boolean after) {
  private static final long MAX_LATENCY_MS = 120_000;

  public Fault {
    if (latencyMs < 0 || latencyMs > MAX_LATENCY_MS) {
      throw new IllegalArgumentException("latencyMs of 0 to 120000 expected, got " + latencyMs);
    }
    if (status != 0 && (status < 400 || status > 599)) {
      throw new IllegalArgumentException("status of 400 to 599 expected, got " + status);
    }
    if (times < 1) {
      throw new IllegalArgumentException("times of at least 1 expected, got " + times);
    }
    if (latencyMs == 0 && status == 0) {
      throw new IllegalArgumentException("a fault needs latencyMs or status");
    }
  }

  Duration latency() {
    return Duration.ofMillis(latencyMs);
  }

  /// The same rule after one more call.
  Fault used() {
    return new Fault(service, latencyMs, status, times - 1, after);
  }
}
