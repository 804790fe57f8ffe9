package elysia.runtime;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/healthz`: the process lives. `/readyz`: it can work, or what keeps it from working.
@Controller
final class HealthController {
  private final List<ReadinessCheck> checks;

  HealthController(List<ReadinessCheck> checks) {
    this.checks = checks;
  }

  @Get("/healthz")
  Map<String, String> health() {
    return Map.of("status", "ok");
  }

  @Get("/readyz")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Map<String, Object>> readiness() {
    var problems = new TreeMap<String, String>();
    for (var check : checks) {
      check.problem().ifPresent(problem -> problems.put(check.name(), problem));
    }
    return problems.isEmpty()
        ? HttpResponse.ok(Map.of("status", "ok"))
        : HttpResponse.<Map<String, Object>>status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(Map.of("status", "indisponível", "problems", problems));
  }
}
