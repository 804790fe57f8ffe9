package elysia.bench;

import elysia.localstack.Database;
import elysia.localstack.LocalElysia;
import elysia.localstack.StartCache;
import elysia.localstack.TestStack;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Telegram;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The whole system on this machine as `./elysia up` makes it, with the demo bot: the deployables
/// as processes, the outside world in this one. For benches and for tests of the whole.
public final class DemoSystem implements AutoCloseable {
  public static final String BOT = "demo_vip_bot";

  private final LocalElysia elysia;
  private final SandboxServer sandbox;

  private DemoSystem(LocalElysia elysia, SandboxServer sandbox) {
    this.elysia = elysia;
    this.sandbox = sandbox;
  }

  /// With an outside world as strict as the real one.
  public static DemoSystem start() throws IOException, InterruptedException {
    return start(UnaryOperator.identity());
  }

  /// Telegram's limits are off: what is measured is our speed. The greeting is one of texts, so
  /// that a /start is two calls and not the size of an album.
  static DemoSystem forMeasuring() throws IOException, InterruptedException {
    System.err.println("Subindo PostgreSQL, RabbitMQ e os serviços...");
    var system = start(settings -> settings.withTelegramLimits(Limits.OFF));
    try {
      system.elysia.command(
          "message", "set", "--bot", BOT, "--text", "Oi, {{user_name}}!", "--text", "Planos:");
      return system;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      system.close();
      throw failed;
    }
  }

  /// @param changes what differs from the sandbox's default settings
  public static DemoSystem start(UnaryOperator<SandboxSettings> changes)
      throws IOException, InterruptedException {
    return start(changes, StartCache.USED);
  }

  static DemoSystem start(UnaryOperator<SandboxSettings> changes, StartCache cache)
      throws IOException, InterruptedException {
    return start(changes, cache, TestStack.postgres().newDatabase());
  }

  /// On a database that somebody else has used before.
  public static DemoSystem on(Database database) throws IOException, InterruptedException {
    return start(UnaryOperator.identity(), StartCache.USED, database);
  }

  private static DemoSystem start(
      UnaryOperator<SandboxSettings> changes, StartCache cache, Database database)
      throws IOException, InterruptedException {
    var ports = LocalElysia.freePorts();
    var adminToken = UUID.randomUUID().toString();
    var settings =
        SandboxSettings.fromEnvironment(
            Map.of(
                "INGRESS_PORT", String.valueOf(ports.get("ingress")),
                "PANEL_PORT", String.valueOf(ports.get("panel")),
                "ADMIN_API_TOKEN", adminToken));
    var sandbox = SandboxServer.start(0, changes.apply(settings), Clock.systemUTC());
    try {
      var elysia = LocalElysia.start(ports, outside(sandbox, adminToken), cache, database);
      var system = new DemoSystem(elysia, sandbox);
      system.seed();
      return system;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      sandbox.close();
      throw failed;
    }
  }

  private static Map<String, String> outside(SandboxServer sandbox, String adminToken) {
    var outside = new HashMap<>(sandbox.environment());
    outside.put("ADMIN_API_TOKEN", adminToken);
    // the sandbox's ad stands behind a proxy that tells the buyer's address
    outside.put("TRUSTED_PROXIES", "127.0.0.1/32");
    return outside;
  }

  private void seed() throws IOException, InterruptedException {
    try {
      elysia.command("demo", "seed");
    } catch (IOException | InterruptedException | RuntimeException failed) {
      elysia.close();
      throw failed;
    }
  }

  public LocalElysia elysia() {
    return elysia;
  }

  public SandboxServer sandbox() {
    return sandbox;
  }

  public Telegram telegram() {
    return sandbox.telegram();
  }

  /// The secret that Telegram sends with every update of the demo bot.
  public String webhookSecret() {
    return sandbox.calls().to(Service.TELEGRAM).stream()
        .filter(call -> call.path().endsWith("/setWebhook"))
        .map(Call::requestJson)
        .filter(webhook -> webhook.path("url").asText().endsWith("/tg/" + BOT + "/webhook"))
        .map(webhook -> webhook.path("secret_token").asText())
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
    return call.requestJson().path("chat_id").asLong();
  }

  @Override
  public void close() {
    elysia.close();
    sandbox.close();
  }
}
