package elysia.sandbox;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// The sandbox depends on nothing: when it answers, it is alive and ready.
@Controller
final class HealthController {
  private static final String UP = "{\"status\":\"UP\"}";

  @Get(value = "/healthz", produces = MediaType.APPLICATION_JSON)
  String healthz() {
    return UP;
  }

  @Get(value = "/readyz", produces = MediaType.APPLICATION_JSON)
  String readyz() {
    return UP;
  }
}
