package elysia.tracking.utmify;

import elysia.db.tracking.Destination;
import elysia.db.tracking.Destinations;
import elysia.tracking.destination.DestinationHttp;
import elysia.tracking.destination.HttpAnswer;
import jakarta.inject.Singleton;
import java.util.Map;

/// Posts orders to UTMify. The order id is the key: a repeat replaces the order.
@Singleton
final class UtmifyClient {
  private final UtmifyConfig config;
  private final Destinations destinations;
  private final DestinationHttp http;

  UtmifyClient(UtmifyConfig config, Destinations destinations, DestinationHttp http) {
    this.config = config;
    this.destinations = destinations;
    this.http = http;
  }

  HttpAnswer send(Destination account, String order) throws InterruptedException {
    return http.post(
        config.apiUrl(), Map.of("x-api-token", destinations.credential(account)), order);
  }
}
