package elysia.ingress;

import elysia.ingress.metrics.AnswerMeter;
import elysia.ingress.metrics.Door;
import elysia.ingress.metrics.Outcome;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;

/// What a webhook's sender hears. Never 410: a day of it, and Telegram removes the webhook.
@Singleton
public final class WebhookAnswers {
  private final AnswerMeter meter;
  private final String retryAfter;

  WebhookAnswers(AnswerMeter meter, IngressConfig config) {
    this.meter = meter;
    this.retryAfter = Long.toString(config.retryAfter().toSeconds());
  }

  /// Counts the outcome and turns it into an answer.
  ///
  /// @param startNanos `System.nanoTime()` when the request came
  public HttpResponse<?> answer(Door door, Outcome outcome, long startNanos) {
    meter.record(door, outcome, startNanos);
    return switch (outcome) {
      case ACCEPTED, DROPPED, PREVIEW, WITHOUT_SESSION -> HttpResponse.status(door.success());
      case MALFORMED -> HttpResponse.badRequest();
      case UNAUTHORIZED -> HttpResponse.unauthorized();
      case UNKNOWN -> HttpResponse.notFound();
      case TOO_LARGE -> HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
      case UNAVAILABLE ->
          HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
              .header(HttpHeaders.RETRY_AFTER, retryAfter);
    };
  }
}
