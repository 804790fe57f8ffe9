package elysia.sandbox.bank;

import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.WebhookClient;
import elysia.sandbox.common.WebhookClient.Outgoing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// Posts webhooks in the background, one after the other, each until it is taken with a 2xx.
@Singleton
public final class WebhookPost {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
  private static final int MAX_ATTEMPTS = 3;

  private final WebhookClient client;
  private final SandboxSettings settings;

  WebhookPost(WebhookClient client, SandboxSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  public void send(List<Outgoing> webhooks) {
    client.background(
        () -> {
          try {
            for (var webhook : webhooks) {
              sendOne(webhook);
            }
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void sendOne(Outgoing webhook) throws InterruptedException {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      var answer = client.call(webhook);
      if (answer.isPresent() && answer.get().statusCode() / 100 == 2) {
        return;
      }
      if (attempt < MAX_ATTEMPTS) {
        Thread.sleep(settings.scaled(BETWEEN_ATTEMPTS));
      }
    }
  }
}
