package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.bank.Charge;
import elysia.sandbox.bank.ChargeNews;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.bank.WebhookPost;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import elysia.sandbox.common.WebhookClient.Outgoing;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// PushinPay's webhooks: the id in capitals, JSON or a form, two seconds to answer, three attempts.
@Singleton
final class ChargeWebhooks implements ChargeNews {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final WebhookPost post;
  private final SandboxSettings settings;
  private final Clock clock;

  ChargeWebhooks(WebhookPost post, SandboxSettings settings, Clock clock) {
    this.post = post;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Service gateway() {
    return Service.PUSHINPAY;
  }

  @Override
  public void tell(Charge charge, Notice notice) {
    charge
        .terms()
        .webhook()
        .ifPresent(
            url ->
                post.send(
                    IntStream.range(0, notice.webhooks())
                        .mapToObj(_ -> outgoing(charge, url, notice))
                        .toList()));
  }

  private Outgoing outgoing(Charge charge, URI url, Notice notice) {
    var body = PushinPayJson.charge(charge, clock.instant());
    body.put("id", charge.id().toString().toUpperCase(Locale.ROOT));
    notice.value().ifPresent(cents -> body.put("value", cents));
    boolean form =
        switch (settings.pushinPayWebhooks()) {
          case JSON -> false;
          case FORM -> true;
          case ALTERNATE -> charge.nextWebhook() % 2 == 1;
        };
    var type = form ? "application/x-www-form-urlencoded" : "application/json";
    return new Outgoing(
        Service.PUSHINPAY,
        "POST",
        url,
        Map.of("Content-Type", type),
        form ? form(body).getBytes(StandardCharsets.UTF_8) : Json.bytes(body),
        TIMEOUT);
  }

  /// Only plain values: a form has neither null nor lists.
  private static String form(ObjectNode body) {
    return body.properties().stream()
        .filter(field -> field.getValue().isValueNode() && !field.getValue().isNull())
        .map(field -> field.getKey() + "=" + encode(field.getValue().asText()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
