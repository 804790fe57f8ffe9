package elysia.sandbox;

import elysia.sandbox.common.SandboxSettings;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox as a program of its own, on `SANDBOX_PORT` (default 8099) of `SANDBOX_HOST` (default
/// loopback only). Runs until it is stopped.
public final class SandboxApplication {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxApplication.class);
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final String DEFAULT_PORT = "8099";

  private SandboxApplication() {}

  public static void main(String[] args) throws InterruptedException {
    var host = System.getenv().getOrDefault("SANDBOX_HOST", DEFAULT_HOST);
    int port = Integer.parseInt(System.getenv().getOrDefault("SANDBOX_PORT", DEFAULT_PORT));
    var settings = SandboxSettings.fromEnvironment(System.getenv());
    var server = SandboxServer.start(host, port, settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sandbox-stop"));
    LOG.info("[SANDBOX] Pronto em {}", server.baseUrl());
    new CountDownLatch(1).await();
  }
}
