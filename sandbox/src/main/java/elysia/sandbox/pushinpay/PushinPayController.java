package elysia.sandbox.pushinpay;

import elysia.sandbox.common.Gate;
import elysia.sandbox.common.Gate.Arrival;
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
import org.jspecify.annotations.Nullable;

/// PushinPay's API, as under https://api.pushinpay.com.br/api.
@Controller("/pushinpay/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushinPayController {
  private final Gate gate;
  private final PushinPayApi api;

  PushinPayController(Gate gate, PushinPayApi api) {
    this.gate = gate;
    this.api = api;
  }

  @Post(value = "/pix/cashIn", consumes = MediaType.ALL)
  HttpResponse<byte[]> cashIn(HttpRequest<?> request, @Body byte @Nullable [] body) {
    var content = body == null ? new byte[0] : body;
    return gate.pass(
        new Arrival(Service.PUSHINPAY, "POST", "/pix/cashIn", content),
        () -> api.cashIn(request, content));
  }

  @Get("/transactions/{id}")
  HttpResponse<byte[]> transaction(HttpRequest<?> request, String id) {
    return gate.pass(
        new Arrival(Service.PUSHINPAY, "GET", "/transactions/" + id, new byte[0]),
        () -> api.transaction(request, id));
  }
}
