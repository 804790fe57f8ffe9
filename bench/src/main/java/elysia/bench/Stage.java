package elysia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.localstack.LocalElysia;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Telegram;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The whole system on this machine, with the demo bot: deployables as processes, the sandbox in
/// this one. Telegram's limits are off: what is measured is our speed.
final class Stage implements AutoCloseable {
  static final String BOT = "demo_vip_bot";

  private final LocalElysia elysia;
  private final SandboxServer sandbox;

  private Stage(LocalElysia elysia, SandboxServer sandbox) {
    this.elysia = elysia;
    this.sandbox = sandbox;
  }

  static Stage open() throws IOException, InterruptedException {
    System.err.println("Subindo PostgreSQL, RabbitMQ e os serviços...");
    var ports = LocalElysia.freePorts();
    var settings =
        SandboxSettings.fromEnvironment(
                Map.of("INGRESS_PORT", String.valueOf(ports.get("ingress"))))
            .withTelegramLimits(Limits.OFF);
    var sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    var outside = new HashMap<String, String>();
    outside.put("TELEGRAM_API_URL", sandbox.telegramUrl().toString());
    outside.put("PUSHINPAY_API_URL", sandbox.pushinPayUrl().toString());
    outside.put("META_GRAPH_URL", sandbox.metaUrl().toString());
    outside.put("UTMIFY_API_URL", sandbox.utmifyUrl().toString());
    var elysia =
        LocalElysia.start(
            ports,
            outside,
            List.of("panel", "ingress", "worker-messages", "worker-payments", "worker-tracking"));
    elysia.command("demo", "seed");
    return new Stage(elysia, sandbox);
  }

  LocalElysia elysia() {
    return elysia;
  }

  SandboxServer sandbox() {
    return sandbox;
  }

  Telegram telegram() {
    return sandbox.telegram();
  }

  /// The username of the demo bot at the sandbox's Telegram.
  String botUsername() {
    return telegram().bots().getFirst().username();
  }

  /// The secret that Telegram sends with every update.
  String webhookSecret() {
    return sandbox.calls().to(Service.TELEGRAM).stream()
        .filter(call -> call.path().endsWith("/setWebhook"))
        .map(call -> call.requestJson().path("secret_token").asText())
        .reduce((_, latest) -> latest)
        .orElseThrow();
  }

  /// Whether the call brought a message to this person.
  static boolean isMessageTo(Call call, long person) {
    return call.direction() == Call.Direction.IN
        && call.service() == Service.TELEGRAM
        && call.path().endsWith("/sendMessage")
        && chat(call) == person;
  }

  static long chat(Call call) {
    JsonNode body = call.requestJson();
    return body.path("chat_id").asLong();
  }

  @Override
  public void close() {
    elysia.close();
    sandbox.close();
  }
}
