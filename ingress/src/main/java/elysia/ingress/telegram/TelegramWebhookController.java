package elysia.ingress.telegram;

import elysia.ingress.IngressConfig;
import elysia.ingress.RequestBody;
import elysia.ingress.WebhookAnswers;
import elysia.ingress.metrics.Door;
import elysia.ingress.metrics.Outcome;
import elysia.ingress.snapshot.Bot;
import elysia.ingress.snapshot.Snapshots;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Telegram's webhooks. Telegram hears 202 only when the broker has the update; anything else makes
/// it come again.
@Controller
final class TelegramWebhookController {
  private static final Logger LOG = LoggerFactory.getLogger(TelegramWebhookController.class);
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private final Snapshots snapshots;
  private final Publisher publisher;
  private final WebhookAnswers answers;
  private final IngressConfig config;
  private final Clock clock;

  TelegramWebhookController(
      Snapshots snapshots,
      Publisher publisher,
      WebhookAnswers answers,
      IngressConfig config,
      Clock clock) {
    this.snapshots = snapshots;
    this.publisher = publisher;
    this.answers = answers;
    this.config = config;
    this.clock = clock;
  }

  @Post(value = "/tg/{slug}/webhook", consumes = MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> receive(String slug, HttpRequest<?> request) throws InterruptedException {
    long start = System.nanoTime();
    return answers.answer(Door.TELEGRAM, handle(slug, request, start), start);
  }

  private Outcome handle(String slug, HttpRequest<?> request, long start)
      throws InterruptedException {
    var snapshot = snapshots.current();
    if (snapshot.isEmpty()) {
      return Outcome.UNAVAILABLE;
    }
    var bot = snapshot.get().bot(slug);
    if (bot.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    if (!bot.get().admits(request.getHeaders().get(SECRET_HEADER), clock.instant())) {
      return Outcome.UNAUTHORIZED;
    }
    if (bot.get().connecting()) {
      return Outcome.UNAVAILABLE;
    }
    var body = RequestBody.read(request, config.maxUpdateBytes());
    if (body.isEmpty()) {
      return Outcome.TOO_LARGE;
    }
    var update = UpdatePeek.at(body.get());
    if (update.isEmpty()) {
      return Outcome.MALFORMED;
    }
    return bot.get().receiving()
        ? publish(bot.get(), update.get(), body.get(), start)
        : Outcome.DROPPED;
  }

  private Outcome publish(Bot bot, PeekedUpdate update, byte[] body, long start)
      throws InterruptedException {
    var route = update.kind().route();
    var message =
        new OutgoingMessage(
            route,
            "tg:" + bot.id() + ":" + update.updateId(),
            route.routingKey(),
            Map.of("x-bot", bot.id().toString(), "x-slug", bot.slug()),
            body);
    var result = publisher.publish(message);
    if (!result.confirmed()) {
      LOG.warn(
          "[WEBHOOK][TELEGRAM] bot={} update={} não foi guardado, o Telegram repete: {}",
          bot.slug(),
          update.updateId(),
          result);
      return Outcome.UNAVAILABLE;
    }
    tell(bot, update, message.messageId(), Duration.ofNanos(System.nanoTime() - start));
    return Outcome.ACCEPTED;
  }

  private static void tell(Bot bot, PeekedUpdate update, String requestId, Duration latency) {
    var chat = update.chat() == null ? "-" : update.chat();
    LOG.atInfo()
        .addKeyValue("user", chat)
        .addKeyValue("event_name", update.kind().route().routingKey())
        .addKeyValue("latency_ms", latency.toMillis())
        .addKeyValue("request_id", requestId)
        .log("[WEBHOOK][TELEGRAM] bot={} chat={} tipo={}", bot.slug(), chat, update.kind().word());
  }
}
