package elysia.sandbox.common;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.NoSuchElementException;

/// The sandbox's own API: a bot, a chat or a charge that is not there.
@Singleton
final class NotFoundHandler
    implements ExceptionHandler<NoSuchElementException, HttpResponse<byte[]>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<byte[]> handle(HttpRequest request, NoSuchElementException missing) {
    var body = Json.object().put("error", String.valueOf(missing.getMessage()));
    return Answer.refused(404, body, "404").toHttp();
  }
}
