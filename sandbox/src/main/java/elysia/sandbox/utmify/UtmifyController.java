package elysia.sandbox.utmify;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Gate;
import elysia.sandbox.common.Gate.Arrival;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// UTMify's one endpoint, and the orders it has received.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class UtmifyController {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{8,128}");

  private final Gate gate;
  private final Orders orders;
  private final RevokedTokens revoked;

  UtmifyController(Gate gate, Orders orders, RevokedTokens revoked) {
    this.gate = gate;
    this.orders = orders;
    this.revoked = revoked;
  }

  @Post(value = "/utmify/api-credentials/orders", consumes = MediaType.ALL)
  HttpResponse<byte[]> send(HttpRequest<?> request, @Body byte @Nullable [] body) {
    var content = body == null ? new byte[0] : body;
    return gate.pass(
        new Arrival(Service.UTMIFY, "POST", "/api-credentials/orders", content),
        () -> answer(request.getHeaders().get("x-api-token", String.class, ""), content));
  }

  private Answer answer(String token, byte[] content) {
    if (!TOKEN.matcher(token).matches() || revoked.contains(Service.UTMIFY, token)) {
      return refused(404, "API_CREDENTIAL_NOT_FOUND", List.of());
    }
    var order = Json.parse(content);
    var problems = OrderRules.problems(order);
    if (!problems.isEmpty()) {
      return refused(422, "INVALID_DATA", problems);
    }
    if (!order.path("isTest").asBoolean()) {
      var first = orders.put(token, order);
      if (first.isPresent()) {
        return refused(422, "INVALID_DATA", List.of("createdAt: as at first, " + first.get()));
      }
    }
    var answer = Json.object().put("OK", true);
    answer.putObject("data").put("orderId", order.path("orderId").asText());
    return Answer.ok(answer.put("result", "SUCCESS"));
  }

  private static Answer refused(int status, String message, List<String> problems) {
    var body = Json.object().put("OK", false).put("result", "ERROR").put("message", message);
    var details = body.putArray("errors");
    problems.forEach(details::add);
    return Answer.refused(status, body, problems.isEmpty() ? message : problems.toString());
  }

  @Get("/api/utmify/orders")
  HttpResponse<byte[]> orders() {
    var body = Json.object();
    var items = body.putArray("items");
    for (var order : orders.all()) {
      var item = items.addObject().put("orderId", order.orderId());
      var updates = item.putArray("updates");
      order.updates().forEach(updates::add);
    }
    return Answer.ok(body).toHttp();
  }
}
