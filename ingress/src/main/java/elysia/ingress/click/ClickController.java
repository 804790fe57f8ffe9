package elysia.ingress.click;

import elysia.db.snapshots.TrackingLinkRow;
import elysia.ingress.metrics.AnswerMeter;
import elysia.ingress.metrics.Door;
import elysia.ingress.metrics.Outcome;
import elysia.ingress.snapshot.Snapshots;
import elysia.model.EventName;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickMessage;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Redirect links: `/go/{link}` sends a browser to its bot, with a token that stands for everything
/// the browser said. The token is made here and nowhere else (L82), and only a click that the
/// broker has confirmed gets one: nobody carries a token without a session.
@Controller
final class ClickController {
  private static final Logger LOG = LoggerFactory.getLogger(ClickController.class);

  private final Snapshots snapshots;
  private final ClickReader reader;
  private final ClickPublisher publisher;
  private final AnswerMeter meter;
  private final Clock clock;

  ClickController(
      Snapshots snapshots,
      ClickReader reader,
      ClickPublisher publisher,
      AnswerMeter meter,
      Clock clock) {
    this.snapshots = snapshots;
    this.reader = reader;
    this.publisher = publisher;
    this.meter = meter;
    this.clock = clock;
  }

  /// Answers HEAD too.
  @Get("/go/{link}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> go(String link, HttpRequest<?> request) throws InterruptedException {
    long start = System.nanoTime();
    var snapshot = snapshots.current();
    if (snapshot.isEmpty()) {
      return text(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Um momento, por favor. Tente de novo.",
          Outcome.UNAVAILABLE,
          start);
    }
    var row = snapshot.get().link(link);
    if (row.isEmpty()) {
      return text(HttpStatus.NOT_FOUND, "Este link não existe.", Outcome.UNKNOWN, start);
    }
    var username = row.get().botUsername();
    if (username == null) {
      return text(
          HttpStatus.NOT_FOUND,
          "Este link ainda não está pronto. Volte mais tarde.",
          Outcome.UNKNOWN,
          start);
    }
    return PreviewCheck.isPreview(request)
        ? redirect(username, Optional.empty(), Outcome.PREVIEW, start)
        : click(row.get(), username, request, start);
  }

  private HttpResponse<?> click(
      TrackingLinkRow link, String username, HttpRequest<?> request, long start)
      throws InterruptedException {
    var token = TrackingToken.mint();
    var message =
        new ClickMessage(
            token,
            link.organization(),
            link.bot(),
            link.botSlug(),
            link.id(),
            EventName.TO_BOT_CLICK,
            clock.instant(),
            reader.read(request));
    if (!publisher.confirmed(message)) {
      LOG.warn(
          "[CLIQUE] link={} bot={} seguiu sem sessão: o RabbitMQ não confirmou",
          link.slug(),
          link.botSlug());
      return redirect(username, Optional.empty(), Outcome.WITHOUT_SESSION, start);
    }
    LOG.info("[CLIQUE] link={} bot={}", link.slug(), link.botSlug());
    return redirect(username, Optional.of(token), Outcome.ACCEPTED, start);
  }

  private HttpResponse<?> redirect(
      String username, Optional<TrackingToken> token, Outcome outcome, long start) {
    meter.record(Door.CLICK, outcome, start);
    var query = token.map(value -> "?start=" + value).orElse("");
    return HttpResponse.status(Door.CLICK.success())
        .header(HttpHeaders.LOCATION, URI.create("https://t.me/" + username + query).toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private HttpResponse<?> text(HttpStatus status, String text, Outcome outcome, long start) {
    meter.record(Door.CLICK, outcome, start);
    return HttpResponse.status(status)
        .body(text)
        .contentType("text/plain; charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
