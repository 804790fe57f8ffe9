package elysia.panel.api;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.json.JsonSyntaxException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what goes wrong on any route into a [Problem].
@Controller("/api/v1/problems")
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @Error(global = true)
  HttpResponse<Problem> problem(ProblemException e) {
    return response(e.status(), String.valueOf(e.getMessage()));
  }

  @Error(global = true)
  HttpResponse<Problem> unreadable(JsonSyntaxException e) {
    return response(HttpStatus.BAD_REQUEST, "JSON válido esperado no corpo do pedido.");
  }

  @Error(global = true)
  HttpResponse<Problem> inconvertible(ConversionErrorException e) {
    return response(HttpStatus.BAD_REQUEST, "O corpo não tem a forma esperada: " + e.getMessage());
  }

  @Error(global = true)
  HttpResponse<Problem> tooLarge(ContentLengthExceededException e) {
    return tooLarge();
  }

  @Error(global = true)
  HttpResponse<Problem> tooLarge(BufferLengthExceededException e) {
    return tooLarge();
  }

  private static HttpResponse<Problem> tooLarge() {
    return response(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE, "O corpo do pedido é maior do que aceitamos.");
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<Problem> noRoute(HttpRequest<?> request) {
    return response(HttpStatus.NOT_FOUND, "Não existe " + request.getPath());
  }

  @Error(global = true)
  HttpResponse<Problem> unexpected(Throwable e) {
    var id = UUID.randomUUID();
    LOG.error("[ERRO] Pedido ao painel falhou, código {}", id, e);
    return response(HttpStatus.INTERNAL_SERVER_ERROR, "Erro interno. Código para o suporte: " + id);
  }

  private static HttpResponse<Problem> response(HttpStatus status, String detail) {
    return HttpResponse.<Problem>status(status)
        .body(Problem.of(status, detail))
        .contentType(MediaType.of("application/problem+json"));
  }
}
