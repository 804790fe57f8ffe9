package elysia.ingress.gateway;

import elysia.ingress.IngressConfig;
import elysia.ingress.RequestBody;
import elysia.ingress.WebhookAnswers;
import elysia.ingress.metrics.Door;
import elysia.ingress.metrics.Outcome;
import elysia.ingress.snapshot.Snapshots;
import elysia.messaging.Publisher;
import elysia.model.GatewayAccountId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gateways' webhooks. The account is proved by the token in the URL; what the body says is judged
/// by worker-payments.
@Controller("/api/payments/webhook/{gateway}/{accountToken}")
final class GatewayWebhookController {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWebhookController.class);

  private final Snapshots snapshots;
  private final WebhookMessages messages;
  private final Publisher publisher;
  private final WebhookAnswers answers;
  private final IngressConfig config;

  GatewayWebhookController(
      Snapshots snapshots,
      WebhookMessages messages,
      Publisher publisher,
      WebhookAnswers answers,
      IngressConfig config) {
    this.snapshots = snapshots;
    this.messages = messages;
    this.publisher = publisher;
    this.answers = answers;
    this.config = config;
  }

  @Post(
      uris = {"/", "/{chargeToken}"},
      consumes = MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> receive(
      String gateway, String accountToken, @Nullable String chargeToken, HttpRequest<?> request)
      throws InterruptedException {
    long start = System.nanoTime();
    var known = Gateway.of(gateway);
    var outcome =
        known.isEmpty()
            ? Outcome.UNKNOWN
            : handle(known.get(), accountToken, Optional.ofNullable(chargeToken), request);
    return answers.answer(Door.GATEWAY, outcome, start);
  }

  /// Gateways' panels look whether the address answers; HEAD comes here too.
  @Get(uris = {"/", "/{chargeToken}"})
  HttpResponse<?> probe() {
    return HttpResponse.ok();
  }

  private Outcome handle(
      Gateway gateway, String accountToken, Optional<String> chargeToken, HttpRequest<?> request)
      throws InterruptedException {
    var snapshot = snapshots.current();
    if (snapshot.isEmpty()) {
      return Outcome.UNAVAILABLE;
    }
    var account = snapshot.get().account(gateway.word(), accountToken);
    if (account.isEmpty()) {
      return Outcome.UNAUTHORIZED;
    }
    var body = RequestBody.read(request, config.maxGatewayBytes());
    return body.isEmpty()
        ? Outcome.TOO_LARGE
        : publish(gateway, account.get(), chargeToken, request, body.get());
  }

  private Outcome publish(
      Gateway gateway,
      GatewayAccountId account,
      Optional<String> chargeToken,
      HttpRequest<?> request,
      byte[] body)
      throws InterruptedException {
    var result = publisher.publish(messages.of(gateway, account, chargeToken, request, body));
    if (!result.confirmed()) {
      LOG.warn(
          "[WEBHOOK][GATEWAY] gateway={} conta={} não foi guardado, o gateway repete ou a conciliação acha: {}",
          gateway.word(),
          account,
          result);
      return Outcome.UNAVAILABLE;
    }
    LOG.info(
        "[WEBHOOK][GATEWAY] gateway={} conta={} bytes={}", gateway.word(), account, body.length);
    return Outcome.ACCEPTED;
  }
}
