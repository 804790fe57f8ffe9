package elysia.sandbox.common;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// The sandbox's own API: an argument that a record refused is the caller's error.
@Singleton
final class BadRequestHandler
    implements ExceptionHandler<IllegalArgumentException, HttpResponse<byte[]>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<byte[]> handle(HttpRequest request, IllegalArgumentException refused) {
    var body = Json.object().put("error", String.valueOf(refused.getMessage()));
    return Answer.refused(400, body, "400").toHttp();
  }
}
