package elysia.sandbox.pushinpay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.Service;
import elysia.sandbox.common.WebhookClient;
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

/// PushinPay's webhooks: the id in capitals, JSON or a form, two seconds to answer, three attempts.
@Singleton
final class ChargeWebhooks {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
  private static final int MAX_ATTEMPTS = 3;

  private final WebhookClient client;
  private final SandboxSettings settings;
  private final Clock clock;

  ChargeWebhooks(WebhookClient client, SandboxSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /// Tells the charge's owner how the charge stands, in the background.
  void send(Charge charge, Bank.Notice notice) {
    charge.webhook().ifPresent(url -> client.background(() -> sendAll(charge, url, notice)));
  }

  private void sendAll(Charge charge, URI url, Bank.Notice notice) {
    try {
      for (int i = 0; i < notice.webhooks(); i++) {
        sendOne(outgoing(charge, url, notice));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendOne(Outgoing outgoing) throws InterruptedException {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      var answer = client.call(outgoing);
      if (answer.isPresent() && answer.get().statusCode() / 100 == 2) {
        return;
      }
      if (attempt < MAX_ATTEMPTS) {
        Thread.sleep(settings.scaled(BETWEEN_ATTEMPTS));
      }
    }
  }

  private Outgoing outgoing(Charge charge, URI url, Bank.Notice notice) {
    var body = charge.json(clock.instant());
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
