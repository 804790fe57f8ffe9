package elysia.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.migration.Migrator;
import elysia.db.secret.SecretBox;
import elysia.ingress.Rows.TestAccount;
import elysia.ingress.Rows.TestBot;
import elysia.ingress.snapshot.Snapshot;
import elysia.ingress.snapshot.Snapshots;
import elysia.localstack.Database;
import elysia.localstack.TcpProxy;
import elysia.localstack.TestStack;
import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.Decoder;
import elysia.messaging.MessagingListener;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.ChangedFact;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RunningDeployable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A running ingress with a database and a vhost of its own, each behind a line that can be cut,
/// and somebody who takes what comes out of its queues.
public final class TestIngress implements AutoCloseable {
  public static final String ADMIN_TOKEN = "admin-token-canary-7f3a";
  public static final String BASE_URL = "https://go.example.com";
  private static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final List<WorkQueue> QUEUES =
      List.of(
          WorkQueue.MESSAGES_START,
          WorkQueue.MESSAGES_REPLY,
          WorkQueue.PAYMENTS_WEBHOOK,
          WorkQueue.TRACKING_EVENT);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Database database = TestStack.postgres().newDatabase();
  private final elysia.localstack.Broker vhost;
  private final TcpProxy databaseLine = new TcpProxy(database.host(), database.port());
  private final TcpProxy brokerLine;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Broker worker;
  private final Rows rows;
  private final RunningDeployable ingress;

  private TestIngress(
      elysia.localstack.Broker vhost,
      Map<String, String> more,
      Consumer<TcpProxy> databaseLineAtStart) {
    this.vhost = vhost;
    brokerLine = new TcpProxy(vhost.amqpUrl().getHost(), vhost.amqpUrl().getPort());
    new Migrator(database.dataSource()).migrate();
    rows = new Rows(database, new SecretBox(SECRET_KEY, null));
    worker =
        Broker.connect(
            BrokerConfig.of(vhost.amqpUrl().toString(), "test/worker"),
            Clock.systemUTC(),
            MessagingListener.none());
    QUEUES.forEach(queue -> worker.consume(taker(queue)));
    await().until(() -> worker.state().ready());
    databaseLineAtStart.accept(databaseLine);
    ingress = IngressApplication.DEPLOYABLE.start(environment(more));
  }

  /// A ready one.
  public static TestIngress start(Map<String, String> more) {
    return start(TestStack.rabbit().newVhost(), more);
  }

  /// A ready one, on this vhost.
  public static TestIngress start(elysia.localstack.Broker vhost, Map<String, String> more) {
    var test = new TestIngress(vhost, more, line -> {});
    await().atMost(Duration.ofSeconds(20)).until(() -> test.get("/readyz").statusCode() == 200);
    return test;
  }

  /// One whose database was away when it started.
  public static TestIngress startWithoutDatabase() {
    return new TestIngress(TestStack.rabbit().newVhost(), Map.of(), TcpProxy::cut);
  }

  /// The one for all tests that break nothing.
  public static TestIngress shared() {
    return Shared.INGRESS;
  }

  private static final class Shared {
    private static final TestIngress INGRESS = start(Map.of());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(INGRESS::close));
    }
  }

  /// One more ingress on the same database and broker.
  public RunningDeployable replica() {
    return IngressApplication.DEPLOYABLE.start(environment(Map.of()));
  }

  public <T> T bean(Class<T> type) {
    return ingress.context().getBean(type);
  }

  public Rows rows() {
    return rows;
  }

  public TcpProxy databaseLine() {
    return databaseLine;
  }

  public TcpProxy brokerLine() {
    return brokerLine;
  }

  /// The other processes' way to the same vhost.
  public Broker worker() {
    return worker;
  }

  public List<Received> received(Predicate<Received> wanted) {
    return received.stream().filter(wanted).toList();
  }

  /// Waits for the one message that is wanted.
  public Received one(Predicate<Received> wanted) {
    await().until(() -> !received(wanted).isEmpty());
    return received(wanted).getFirst();
  }

  public URI uri(String path) {
    return URI.create(ingress.baseUrl() + path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A receiving bot that the ingress knows.
  public TestBot knownBot() {
    var bot = rows.bot();
    learn(snapshot -> snapshot.bot(bot.slug()).isPresent());
    return bot;
  }

  public TestAccount knownAccount(String gateway) {
    var account = rows.account(gateway);
    learn(snapshot -> snapshot.account(gateway, account.token()).isPresent());
    return account;
  }

  /// The slug of a link that the ingress knows.
  public String knownLink(TestBot bot) {
    var link = rows.link(bot);
    learn(snapshot -> snapshot.link(link).isPresent());
    return link;
  }

  /// Tells the ingress that something changed, and waits until it knows.
  public void learn(Predicate<Snapshot> known) {
    announce();
    var snapshots = bean(Snapshots.class);
    await().until(() -> snapshots.current().filter(known).isPresent());
  }

  /// Publishes a fact, as the panel does.
  public void announce() {
    var fact = Route.fact(ChangedFact.BOT);
    var message =
        new OutgoingMessage(
            fact,
            Rows.unique("fact"),
            fact.routingKey(),
            Map.of(),
            WireJson.bytes(new ChangedFact("bots", 1)));
    try {
      assertThat(worker.publisher().publish(message).confirmed()).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ingress.close();
    worker.close();
    databaseLine.close();
    brokerLine.close();
  }

  private Subscription taker(WorkQueue queue) {
    Decoder<byte[]> raw = (body, context) -> body;
    return new Subscription.Single<>(
        queue,
        50,
        RetryPolicy.of(),
        raw,
        (body, context) -> {
          received.add(new Received(queue, context, body));
          return new Settlement.Done();
        });
  }

  private Map<String, String> environment(Map<String, String> more) {
    var amqp = vhost.amqpUrl();
    var environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL",
                database.url().replace(":" + database.port(), ":" + databaseLine.port()),
                "RABBITMQ_URL",
                amqp.toString().replace(":" + amqp.getPort(), ":" + brokerLine.port()),
                "ELYSIA_SECRET_KEY",
                SECRET_KEY,
                "ADMIN_API_TOKEN",
                ADMIN_TOKEN,
                "PUBLIC_BASE_URL",
                BASE_URL,
                "INGRESS_PORT",
                "0"));
    environment.putAll(more);
    return environment;
  }
}
