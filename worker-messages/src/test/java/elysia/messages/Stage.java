package elysia.messages;

import elysia.db.DatabaseUrl;
import elysia.db.Sql;
import elysia.db.migration.Migrator;
import elysia.db.secret.SecretBox;
import elysia.localstack.TestStack;
import elysia.messaging.DeliveryContext;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.model.BotId;
import elysia.model.wire.Route;
import elysia.runtime.Deployable;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// A running worker-messages with its own database and broker, and the sandbox in Telegram's place.
/// One for all tests of a JVM: each test makes its own bots and people.
public final class Stage implements AutoCloseable {
  private static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final AtomicLong IDS = new AtomicLong(710_000_000);
  private static final AtomicLong UPDATES = new AtomicLong(250_000_000);
  private static final Stage SHARED = new Stage(TestStack.postgres().newDatabase().url(), Map.of());

  private final SandboxServer sandbox =
      SandboxServer.start(
          0, SandboxSettings.defaults().withTelegramLimits(Limits.OFF), Clock.systemUTC());
  private final String databaseUrl;
  private final String rabbitUrl = TestStack.rabbit().newVhost().amqpUrl().toString();
  private final RunningDeployable worker;

  private Stage(String databaseUrl, Map<String, String> more) {
    this.databaseUrl = databaseUrl;
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // the machine may be busy
    Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    new Migrator(DatabaseUrl.parse(databaseUrl)).migrate();
    worker = startWorker(sandbox.telegramUrl(), more);
  }

  public static Stage shared() {
    return SHARED;
  }

  /// One of its own, for tests that break its database. The retry ladder is ten times as fast.
  ///
  /// @param databaseUrl of an empty database
  public static Stage on(String databaseUrl, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("SANDBOX_TIME_SCALE", "10");
    for (var other : List.of("PUSHINPAY_API", "SYNCPAY_API", "META_GRAPH", "UTMIFY_API")) {
      environment.put(other + "_URL", "http://127.0.0.1:9"); // nobody calls it
    }
    return new Stage(databaseUrl, environment);
  }

  /// What `/readyz` answers.
  public HttpResponse<String> readiness() {
    var request =
        HttpRequest.newBuilder(URI.create(worker.baseUrl() + "/readyz"))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    worker.close();
    sandbox.close();
  }

  /// One more worker on the same database and broker.
  ///
  /// @param telegram what it takes for Telegram
  public RunningDeployable startWorker(URI telegram) {
    return startWorker(telegram, Map.of());
  }

  /// @param more further environment variables
  public RunningDeployable startWorker(URI telegram, Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("DATABASE_URL", databaseUrl);
    environment.put("RABBITMQ_URL", rabbitUrl);
    environment.put("ELYSIA_SECRET_KEY", SECRET_KEY);
    environment.put("MESSAGES_PORT", "0");
    environment.put("PUBLIC_BASE_URL", "https://bots.example.com");
    environment.put("TELEGRAM_API_URL", telegram.toString());
    environment.put("MEDIA_URL", mediaFolder().toUri().toString());
    environment.put("WEBHOOK_CHECK_PAUSE", "1h"); // its calls would meet the faults of other tests
    environment.put("WEBHOOK_CHECK_PER_MINUTE", "1000");
    environment.putAll(more);
    return new Deployable("worker-messages", "MESSAGES_PORT", 8081).start(environment);
  }

  private static Path mediaFolder() {
    return Path.of("target", "media").toAbsolutePath();
  }

  public SandboxServer sandbox() {
    return sandbox;
  }

  public <T> T bean(Class<T> type) {
    return worker.context().getBean(type);
  }

  public Sql sql() {
    return bean(Sql.class);
  }

  /// A connected bot of the default organization.
  public TestBot bot() {
    long number = IDS.incrementAndGet();
    var token = number + ":test-token-of-thirty-five-letters-x";
    var slug = "loja_" + number + "_bot";
    sandbox.telegram().register(token, slug, "Loja");
    var id =
        sql()
            .one(
                """
                insert into bots (name, slug, token_sealed, active, paused) values ('Loja', ?, ?, true, false)
                returning id
                """,
                row -> new BotId(row.id("id")),
                slug,
                bean(SecretBox.class).seal(token, "bots.token"))
            .orElseThrow();
    return new TestBot(this, id, slug, token);
  }

  public static long nextUpdate() {
    return UPDATES.incrementAndGet();
  }

  /// Publishes an update as ingress does.
  public void publish(BotId bot, String routingKey, long updateId, String update) {
    var message =
        new OutgoingMessage(
            Route.input(routingKey),
            "tg:" + bot + ":" + updateId,
            routingKey,
            Map.of("x-bot", bot.toString()),
            update.getBytes(StandardCharsets.UTF_8));
    // a repeat is harmless: the id is the same
    Awaitility.await().until(() -> bean(Publisher.class).publish(message).confirmed());
  }

  /// Runs `work` on so many threads at once and waits for all; a failure of one fails the test.
  public static void allAtOnce(int times, Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = IntStream.range(0, times).mapToObj(_ -> threads.submit(work)).toList();
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// The delivery that a handler gets for such an update.
  public static DeliveryContext delivery(BotId bot, long updateId) {
    return new DeliveryContext(
        "tg:" + bot + ":" + updateId,
        "tg",
        1,
        Instant.now(Clock.systemUTC()),
        Map.of("x-bot", bot.toString()));
  }
}
