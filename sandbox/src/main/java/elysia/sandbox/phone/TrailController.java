package elysia.sandbox.phone;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// The product's side of the trail, for the page.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrailController {
  private final PanelTrail panel;

  TrailController(PanelTrail panel) {
    this.panel = panel;
  }

  /// Answers `items` and `next`, or `away` with the reason where the panel can't be read.
  @Get("/api/trail")
  HttpResponse<byte[]> trail(@QueryValue(defaultValue = "") String after)
      throws InterruptedException {
    var body = Json.object();
    switch (panel.after(after)) {
      case PanelTrail.Page.Items(var items, var next) -> body.put("next", next).set("items", items);
      case PanelTrail.Page.Away(var reason) -> body.put("away", reason);
    }
    return Answer.ok(body).toHttp();
  }
}
