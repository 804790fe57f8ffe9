package elysia.tracking.meta;

import elysia.db.tracking.Destination;
import elysia.db.tracking.Destinations;
import elysia.tracking.destination.DestinationHttp;
import elysia.tracking.destination.HttpAnswer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Posts events to a pixel. Its key against repetition is each event's id.
@Singleton
final class MetaClient {
  private final MetaConfig config;
  private final Destinations destinations;
  private final DestinationHttp http;

  MetaClient(MetaConfig config, Destinations destinations, DestinationHttp http) {
    this.config = config;
    this.destinations = destinations;
    this.http = http;
  }

  /// The token goes into the body: addresses end in logs.
  private record Batch(List<MetaEvent> data, @Nullable String testEventCode, String accessToken) {}

  HttpAnswer send(Destination pixel, List<MetaEvent> events) throws InterruptedException {
    var batch = new Batch(events, pixel.settings().testEventCode(), destinations.credential(pixel));
    return http.post(
        config.events(Objects.requireNonNull(pixel.pixel())), Map.of(), MetaJson.text(batch));
  }
}
