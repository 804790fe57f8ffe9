package elysia.sandbox.meta;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Gate;
import elysia.sandbox.common.Gate.Arrival;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// The Conversions API, as under https://graph.facebook.com, and what it has received.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetaController {
  private final Gate gate;
  private final ConversionsApi api;
  private final Events events;

  MetaController(Gate gate, ConversionsApi api, Events events) {
    this.gate = gate;
    this.api = api;
    this.events = events;
  }

  @Post(value = "/meta/{version}/{pixel}/events", consumes = MediaType.ALL)
  HttpResponse<byte[]> send(
      String version,
      String pixel,
      @QueryValue(value = "access_token", defaultValue = "") String token,
      @Body byte @Nullable [] body) {
    var content = body == null ? new byte[0] : body;
    var path = "/" + version + "/" + pixel + "/events";
    return gate.pass(
        new Arrival(Service.META, "POST", path, content),
        () -> api.send(version, pixel, token, content));
  }

  @Get("/api/meta/events")
  HttpResponse<byte[]> events() {
    var body = Json.object();
    var items = body.putArray("items");
    for (var received : events.all()) {
      items
          .addObject()
          .put("at", received.at().toString())
          .put("pixel", received.pixel())
          .put("test", received.test())
          .set("event", received.event());
    }
    return Answer.ok(body).toHttp();
  }
}
