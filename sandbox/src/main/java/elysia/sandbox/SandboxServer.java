package elysia.sandbox;

import elysia.sandbox.bank.Bank;
import elysia.sandbox.common.CallLog;
import elysia.sandbox.common.Faults;
import elysia.sandbox.common.RevokedTokens;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.meta.Events;
import elysia.sandbox.syncpay.SyncPayInside;
import elysia.sandbox.telegram.Telegram;
import elysia.sandbox.utmify.Orders;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/// A running sandbox on a loopback port. Several can run in one JVM, each with a state of its own.
public final class SandboxServer implements AutoCloseable {
  private static final String MAX_BODY = "52MB"; // Telegram takes files of up to 50 MB

  private final ApplicationContext context;
  private final URI baseUrl;

  private SandboxServer(ApplicationContext context, URI baseUrl) {
    this.context = context;
    this.baseUrl = baseUrl;
  }

  /// Starts with the default settings. Port 0 takes a free one.
  public static SandboxServer start(int port) {
    return start(port, SandboxSettings.defaults(), Clock.systemUTC());
  }

  public static SandboxServer start(int port, SandboxSettings settings, Clock clock) {
    return start("127.0.0.1", port, settings, clock);
  }

  /// @param host the address to listen on: beyond this machine anybody may play the bank
  static SandboxServer start(String host, int port, SandboxSettings settings, Clock clock) {
    var context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environmentPropertySource(false) // the deployables' variables are not ours
            .overrideConfigLocations("classpath:sandbox") // nor is their application.yml
            .bootstrapEnvironment(false)
            .banner(false)
            .properties(
                Map.of(
                    "elysia.sandbox",
                    "true",
                    "micronaut.server.host",
                    host,
                    "micronaut.server.port",
                    port == 0 ? -1 : port,
                    "micronaut.server.max-request-size",
                    MAX_BODY,
                    "micronaut.server.max-request-buffer-size",
                    MAX_BODY,
                    "micronaut.server.multipart.max-file-size",
                    MAX_BODY))
            .beanConfigurations(new OtherModules())
            .singletons(settings, clock)
            .start();
    try {
      var server = context.getBean(EmbeddedServer.class).start();
      return new SandboxServer(context, URI.create("http://127.0.0.1:" + server.getPort()));
    } catch (RuntimeException failed) {
      context.close();
      throw failed;
    }
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /// The value for `TELEGRAM_API_URL`.
  public URI telegramUrl() {
    return baseUrl.resolve("/telegram");
  }

  /// The value for `PUSHINPAY_API_URL`.
  public URI pushinPayUrl() {
    return baseUrl.resolve("/pushinpay/api");
  }

  /// The value for `SYNCPAY_API_URL`.
  public URI syncPayUrl() {
    return baseUrl.resolve("/syncpay");
  }

  /// The value for `META_GRAPH_URL`.
  public URI metaUrl() {
    return baseUrl.resolve("/meta");
  }

  /// The value for `UTMIFY_API_URL`.
  public URI utmifyUrl() {
    return baseUrl.resolve("/utmify/api-credentials/orders");
  }

  /// What a deployable needs to know to take this for the outside world.
  public Map<String, String> environment() {
    return Map.of(
        "TELEGRAM_API_URL", telegramUrl().toString(),
        "PUSHINPAY_API_URL", pushinPayUrl().toString(),
        "SYNCPAY_API_URL", syncPayUrl().toString(),
        "META_GRAPH_URL", metaUrl().toString(),
        "UTMIFY_API_URL", utmifyUrl().toString());
  }

  /// The phones.
  public Telegram telegram() {
    return context.getBean(Telegram.class);
  }

  /// The bank app.
  public Bank bank() {
    return context.getBean(Bank.class);
  }

  /// What happens at SyncPay without its API being called.
  public SyncPayInside syncPay() {
    return context.getBean(SyncPayInside.class);
  }

  /// What Meta has taken.
  public Events metaEvents() {
    return context.getBean(Events.class);
  }

  /// What UTMify has taken.
  public Orders utmifyOrders() {
    return context.getBean(Orders.class);
  }

  /// Every call in both directions.
  public CallLog calls() {
    return context.getBean(CallLog.class);
  }

  public Faults faults() {
    return context.getBean(Faults.class);
  }

  public RevokedTokens revokedTokens() {
    return context.getBean(RevokedTokens.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
