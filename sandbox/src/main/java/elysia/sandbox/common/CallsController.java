package elysia.sandbox.common;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;

/// The log of calls and the revoked tokens, for tests and for the page.
@Controller
final class CallsController {
  private static final int MAX_PAGE = 500;

  private final CallLog log;
  private final RevokedTokens revoked;

  CallsController(CallLog log, RevokedTokens revoked) {
    this.log = log;
    this.revoked = revoked;
  }

  @Get("/api/calls")
  HttpResponse<byte[]> calls(@QueryValue(defaultValue = "0") long since) {
    var body = Json.object();
    var items = body.putArray("items");
    long next = since;
    for (var call : log.since(since, MAX_PAGE)) {
      items.add(json(call));
      next = call.id();
    }
    return Answer.ok(body.put("next", next)).toHttp();
  }

  @Post("/api/revoked-tokens")
  HttpResponse<byte[]> revoke(@Body byte[] body) {
    var token = Json.parse(body);
    revoked.revoke(Service.of(token.path("service").asText()), token.path("token").asText());
    return Answer.ok(Json.object().put("revoked", true)).toHttp();
  }

  @Delete("/api/revoked-tokens")
  HttpResponse<byte[]> restore(@Body byte[] body) {
    var token = Json.parse(body);
    revoked.restore(Service.of(token.path("service").asText()), token.path("token").asText());
    return Answer.ok(Json.object().put("revoked", false)).toHttp();
  }

  private static ObjectNode json(Call call) {
    return Json.object()
        .put("id", call.id())
        .put("at", call.at().toString())
        .put("direction", call.direction() == Call.Direction.IN ? "in" : "out")
        .put("service", call.service().word())
        .put("method", call.method())
        .put("path", call.path())
        .put("request", call.requestText())
        .put("status", call.status())
        .put("response", call.responseText())
        .put("verdict", call.verdict())
        .put("tookMs", call.took().toMillis());
  }
}
