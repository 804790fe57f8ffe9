package elysia.sandbox.syncpay;

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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// SyncPay's webhooks: to the charge's own address without any proof, and to the account's hooks
/// with the token of each. Five seconds to answer.
@Singleton
final class SyncPayWebhooks implements ChargeNews {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final WebhookPost post;
  private final AccountHooks hooks;
  private final SandboxSettings settings;
  private final Clock clock;

  SyncPayWebhooks(WebhookPost post, AccountHooks hooks, SandboxSettings settings, Clock clock) {
    this.post = post;
    this.hooks = hooks;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Service gateway() {
    return Service.SYNCPAY;
  }

  @Override
  public void tell(Charge charge, Notice notice) {
    var webhooks = new ArrayList<Outgoing>();
    for (int i = 0; i < notice.webhooks(); i++) {
      var body = body(charge, notice.value().orElse(charge.terms().cents()));
      webhooks.addAll(addressed(charge, "cashin.update", body));
    }
    post.send(webhooks);
  }

  /// Only the account's hooks hear of a charge that was just made.
  void created(Charge charge) {
    var body = SyncPayBodies.envelope(charge, charge.terms().cents(), clock.instant());
    post.send(toHooks(charge, "cashin.create", body));
  }

  /// A withdrawal, at the addresses of a charge.
  void cashOut(Charge charge) {
    post.send(addressed(charge, "cashout.update", SyncPayBodies.cashOut(charge, clock.instant())));
  }

  private ObjectNode body(Charge charge, long cents) {
    var now = clock.instant();
    return switch (settings.syncPayWebhooks()) {
      case ENVELOPE -> SyncPayBodies.envelope(charge, cents, now);
      case FLAT -> SyncPayBodies.flat(charge, cents, now);
      case LEGACY -> SyncPayBodies.legacy(charge, cents, now);
      case ALTERNATE ->
          switch (charge.nextWebhook() % 3) {
            case 0 -> SyncPayBodies.envelope(charge, cents, now);
            case 1 -> SyncPayBodies.flat(charge, cents, now);
            default -> SyncPayBodies.legacy(charge, cents, now);
          };
    };
  }

  private List<Outgoing> addressed(Charge charge, String event, ObjectNode body) {
    var webhooks = new ArrayList<>(toHooks(charge, event, body));
    charge.terms().webhook().ifPresent(url -> webhooks.add(outgoing(url, event, "", body)));
    return webhooks;
  }

  private List<Outgoing> toHooks(Charge charge, String event, ObjectNode body) {
    var kind = event.substring(0, event.indexOf('.'));
    return hooks.of(charge.terms().account(), kind).stream()
        .map(hook -> outgoing(hook.url(), event, hook.token(), body))
        .toList();
  }

  private static Outgoing outgoing(URI url, String event, String token, ObjectNode body) {
    var headers = new HashMap<>(Map.of("Content-Type", "application/json", "event", event));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    return new Outgoing(Service.SYNCPAY, "POST", url, headers, Json.bytes(body), TIMEOUT);
  }
}
