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
import java.util.Map;
import java.util.Optional;
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
    return answers.answer(Door.TELEGRAM, handle(slug, request), start);
  }

  private Outcome handle(String slug, HttpRequest<?> request) throws InterruptedException {
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
    var body = RequestBody.read(request, config.maxUpdateBytes());
    if (body.isEmpty()) {
      return Outcome.TOO_LARGE;
    }
    var update = UpdatePeek.at(body.get());
    if (update.isEmpty()) {
      return Outcome.MALFORMED;
    }
    return bot.get().receiving() ? publish(bot.get(), update.get(), body.get()) : Outcome.DROPPED;
  }

  private Outcome publish(Bot bot, PeekedUpdate update, byte[] body) throws InterruptedException {
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
    LOG.info(
        "[WEBHOOK][TELEGRAM] bot={} chat={} tipo={}",
        bot.slug(),
        Optional.ofNullable(update.chat()).map(String::valueOf).orElse("-"),
        update.kind().word());
    return Outcome.ACCEPTED;
  }
}
