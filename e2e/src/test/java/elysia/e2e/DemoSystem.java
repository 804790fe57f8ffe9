package elysia.e2e;

import elysia.localstack.LocalElysia;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.SandboxSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The whole system as `./elysia up` shows it: the deployables as processes, the sandbox in this
/// one.
record DemoSystem(LocalElysia elysia, SandboxServer sandbox) implements AutoCloseable {
  private static final List<String> DEPLOYABLES =
      List.of("panel", "ingress", "worker-messages", "worker-payments", "worker-tracking");

  static DemoSystem start() throws IOException, InterruptedException {
    var ports = LocalElysia.freePorts();
    var adminToken = UUID.randomUUID().toString();
    var settings =
        SandboxSettings.fromEnvironment(
            Map.of(
                "INGRESS_PORT", String.valueOf(ports.get("ingress")),
                "PANEL_PORT", String.valueOf(ports.get("panel")),
                "ADMIN_API_TOKEN", adminToken));
    var sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    try {
      return new DemoSystem(
          LocalElysia.start(ports, outside(sandbox, adminToken), DEPLOYABLES), sandbox);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      sandbox.close();
      throw failed;
    }
  }

  /// Adds the demo bot, its plans and its ad.
  void seed() throws IOException, InterruptedException {
    elysia.command("demo", "seed");
  }

  private static Map<String, String> outside(SandboxServer sandbox, String adminToken) {
    return Map.of(
        "TELEGRAM_API_URL", sandbox.telegramUrl().toString(),
        "PUSHINPAY_API_URL", sandbox.pushinPayUrl().toString(),
        "META_GRAPH_URL", sandbox.metaUrl().toString(),
        "UTMIFY_API_URL", sandbox.utmifyUrl().toString(),
        "ADMIN_API_TOKEN", adminToken,
        // the sandbox's ad stands behind a proxy that tells the buyer's address
        "TRUSTED_PROXIES", "127.0.0.1/32");
  }

  @Override
  public void close() {
    elysia.close();
    sandbox.close();
  }
}
