package elysia.sandbox.syncpay;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Gate;
import elysia.sandbox.common.Gate.Arrival;
import elysia.sandbox.common.Service;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// SyncPay's API, as under https://api.syncpayments.com.br.
@Controller("/syncpay/api/partner/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SyncPayController {
  private static final String ROOT = "/api/partner/v1";

  private final Gate gate;
  private final SyncPayApi api;
  private final SyncPayHooks hooks;

  SyncPayController(Gate gate, SyncPayApi api, SyncPayHooks hooks) {
    this.gate = gate;
    this.api = api;
    this.hooks = hooks;
  }

  @Post(value = "/auth-token", consumes = MediaType.ALL)
  HttpResponse<byte[]> authToken(HttpRequest<?> request, @Body byte @Nullable [] body) {
    return pass(request, "/auth-token", body, api::authToken);
  }

  @Post(value = "/cash-in", consumes = MediaType.ALL)
  HttpResponse<byte[]> cashIn(HttpRequest<?> request, @Body byte @Nullable [] body) {
    return pass(request, "/cash-in", body, api::cashIn);
  }

  @Get("/transaction/{identifier}")
  HttpResponse<byte[]> transaction(HttpRequest<?> request, String identifier) {
    return pass(
        request, "/transaction/" + identifier, null, call -> api.transaction(call, identifier));
  }

  @Get("/webhooks")
  HttpResponse<byte[]> hooks(HttpRequest<?> request) {
    return pass(request, "/webhooks", null, hooks::list);
  }

  @Post(value = "/webhooks", consumes = MediaType.ALL)
  HttpResponse<byte[]> addHook(HttpRequest<?> request, @Body byte @Nullable [] body) {
    return pass(request, "/webhooks", body, hooks::add);
  }

  @Put(value = "/webhooks/{id}", consumes = MediaType.ALL)
  HttpResponse<byte[]> changeHook(HttpRequest<?> request, long id, @Body byte @Nullable [] body) {
    return pass(request, "/webhooks/" + id, body, call -> hooks.change(call, id));
  }

  @Delete("/webhooks/{id}")
  HttpResponse<byte[]> removeHook(HttpRequest<?> request, long id) {
    return pass(request, "/webhooks/" + id, null, call -> hooks.remove(call, id));
  }

  private HttpResponse<byte[]> pass(
      HttpRequest<?> request,
      String path,
      byte @Nullable [] body,
      Function<SyncPayCall, Answer> fake) {
    var content = body == null ? new byte[0] : body;
    var call = SyncPayCall.of(request, content);
    return gate.pass(
        new Arrival(
            Service.SYNCPAY, request.getMethodName(), ROOT + path, content, api.account(call)),
        () -> fake.apply(call));
  }
}
