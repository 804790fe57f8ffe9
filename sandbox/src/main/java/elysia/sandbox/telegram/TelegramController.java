package elysia.sandbox.telegram;

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

/// `/telegram/bot<token>/<method>` and the files, as at api.telegram.org.
@Controller("/telegram")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelegramController {
  private final Gate gate;
  private final BotApi api;

  TelegramController(Gate gate, BotApi api) {
    this.gate = gate;
    this.api = api;
  }

  @Post(value = "/bot{token}/{method}", consumes = MediaType.ALL)
  HttpResponse<byte[]> post(
      String token, String method, HttpRequest<?> request, @Body byte @Nullable [] body) {
    return call(token, method, request, body == null ? new byte[0] : body);
  }

  @Get("/bot{token}/{method}")
  HttpResponse<byte[]> get(String token, String method, HttpRequest<?> request) {
    return call(token, method, request, new byte[0]);
  }

  /// The download that getFile's `file_path` is for.
  @Get(value = "/file/bot{token}/{kind}/{fileId}", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> file(String token, String kind, String fileId) {
    return api.content(token, fileId).map(HttpResponse::ok).orElseGet(HttpResponse::notFound);
  }

  private HttpResponse<byte[]> call(
      String token, String method, HttpRequest<?> request, byte[] body) {
    var path = "/bot" + Bots.masked(token) + "/" + method;
    return gate.pass(
        new Arrival(Service.TELEGRAM, request.getMethodName(), path, body, Bots.id(token)),
        () -> api.call(token, method, request, body));
  }
}
