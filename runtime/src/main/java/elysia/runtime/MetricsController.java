package elysia.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/// `/prometheus`: all metrics of this process in Prometheus' text format.
@Controller
final class MetricsController {
  private final PrometheusMeterRegistry registry;

  MetricsController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Get("/prometheus")
  @Produces(MediaType.TEXT_PLAIN)
  String scrape() {
    return registry.scrape();
  }
}
