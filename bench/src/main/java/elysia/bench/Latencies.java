package elysia.bench;

import elysia.sandbox.common.Call;
import elysia.sandbox.common.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/// Times from a call that starts something to the call that answers it, matched by person, read
/// from the sandbox's log while it runs.
final class Latencies {
  private static final int PAGE = 5_000;

  private final CallLog log;
  private final Predicate<Call> starts;
  private final Predicate<Call> ends;
  private final Function<Call, Long> person;
  private final Map<Long, Instant> started = new HashMap<>();
  private final Map<Long, Instant> ended = new HashMap<>();
  private long cursor;

  Latencies(
      CallLog log, Predicate<Call> starts, Predicate<Call> ends, Function<Call, Long> person) {
    this.log = log;
    this.starts = starts;
    this.ends = ends;
    this.person = person;
    var latest = log.since(0, 1);
    cursor = latest.isEmpty() ? 0 : latest.getLast().id();
  }

  /// Reads what is new; often enough that the bounded log loses nothing.
  void read() {
    for (var call : log.since(cursor, PAGE)) {
      cursor = call.id();
      if (starts.test(call)) {
        started.putIfAbsent(person.apply(call), call.at());
      } else if (ends.test(call)) {
        ended.putIfAbsent(person.apply(call), call.at());
      }
    }
  }

  long answered() {
    return started.keySet().stream().filter(ended::containsKey).count();
  }

  long started() {
    return started.size();
  }

  /// Microseconds of all that were answered.
  Histogram micros() {
    var histogram = new Histogram(600_000_000L, 3);
    started.forEach(
        (who, at) -> {
          var end = ended.get(who);
          if (end != null) {
            histogram.recordValue(Math.max(0, Duration.between(at, end).toNanos() / 1000));
          }
        });
    return histogram;
  }
}
