package elysia.tracking.destination;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/// When a conversion that did not arrive is tried again.
///
/// @param retryTimes the wait after attempt n is the n-th, then the last one again, until the
///   destination would refuse the event for its age
/// @param duePause how often the database is asked for those whose time has come
/// @param commandGrace how long a new conversion's command may take before the database is believed
///   instead
@ConfigurationProperties("conversions")
public record ConversionsConfig(
    @Bindable(defaultValue = "30s,5m,30m,2h,6h") List<Duration> retryTimes,
    @Bindable(defaultValue = "5s") Duration duePause,
    @Bindable(defaultValue = "2m") Duration commandGrace) {
  public ConversionsConfig {
    retryTimes = List.copyOf(retryTimes);
    if (retryTimes.isEmpty()) {
      throw new IllegalArgumentException("CONVERSIONS_RETRY_TIMES: at least one wait expected");
    }
  }

  Duration waitAfter(int attempt) {
    return retryTimes.get(Math.min(attempt, retryTimes.size()) - 1);
  }
}
