package elysia.sandbox.pushinpay;

import elysia.sandbox.common.Answer;
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
import java.util.function.Function;
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
    return pass(request, "/pix/cashIn", body, content -> api.cashIn(request, content));
  }

  @Get("/transactions/{id}")
  HttpResponse<byte[]> transaction(HttpRequest<?> request, String id) {
    return pass(request, "/transactions/" + id, null, _ -> api.transaction(request, id));
  }

  private HttpResponse<byte[]> pass(
      HttpRequest<?> request, String path, byte @Nullable [] body, Function<byte[], Answer> fake) {
    var content = body == null ? new byte[0] : body;
    var account = PushinPayApi.account(request);
    return gate.pass(
        new Arrival(Service.PUSHINPAY, request.getMethodName(), path, content, account),
        () -> fake.apply(content));
  }
}
