package elysia.payments;

import static org.awaitility.Awaitility.await;

import elysia.db.DatabaseUrl;
import elysia.db.gateways.GatewayAccounts;
import elysia.db.gateways.GatewayAccounts.NewAccount;
import elysia.db.migration.Migrator;
import elysia.localstack.Database;
import elysia.localstack.TestStack;
import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.GatewayAccountId;
import elysia.model.OfferId;
import elysia.model.OrganizationId;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.DeliverCommand;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.SandboxSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A database, a broker, a gateway and a worker, all real, for one test class. Each test makes its
/// own sellers and buyers in it.
final class PaymentsWorld implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(20);

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final AtomicLong NEXT = new AtomicLong(1);

  final Rows rows;
  final SandboxServer sandbox;
  final WebhookDoor door;

  private final String databaseUrl;
  private final elysia.localstack.Broker vhost = TestStack.rabbit().newVhost();
  private final Broker broker;
  private final int timeScale;
  private RunningDeployable worker;

  PaymentsWorld() throws IOException {
    this(1);
  }

  /// A world whose waits are divided: a minute lasts a minute by `timeScale`.
  PaymentsWorld(int timeScale) throws IOException {
    this(timeScale, TestStack.postgres().newDatabase(), "");
  }

  /// @param database an empty one
  /// @param parameters of the worker's URL of it
  PaymentsWorld(int timeScale, Database database, String parameters) throws IOException {
    this.timeScale = timeScale;
    databaseUrl = database.url() + parameters;
    sandbox =
        SandboxServer.start(
            0, SandboxSettings.defaults().withTimeScale(timeScale), Clock.systemUTC());
    new Migrator(DatabaseUrl.parse(database.url())).migrate();
    rows = new Rows(database);
    broker =
        Broker.connect(
            BrokerConfig.of(vhost.amqpUrl().toString(), "test"),
            Clock.systemUTC(),
            MessagingListener.none());
    door = new WebhookDoor(rows, broker.publisher());
    worker = start();
    await().atMost(SOON).until(() -> broker.publisher().ready());
  }

  /// One more worker beside the one that always runs.
  RunningDeployable start() {
    return WorkerPaymentsApplication.DEPLOYABLE.start(environment());
  }

  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("DATABASE_URL", databaseUrl);
    environment.put("RABBITMQ_URL", vhost.amqpUrl().toString());
    environment.put("ELYSIA_SECRET_KEY", KEY);
    environment.put("PAYMENTS_PORT", "0");
    environment.put("PUBLIC_BASE_URL", door.url().toString());
    environment.putAll(sandbox.environment());
    environment.put("SANDBOX_TIME_SCALE", String.valueOf(timeScale));
    return environment;
  }

  void stopWorker() {
    worker.close();
  }

  void restartWorker() {
    worker = start();
  }

  <T> T bean(Class<T> type) {
    return worker.context().getBean(type);
  }

  /// A number that no other test has.
  static long unique() {
    return NEXT.getAndIncrement();
  }

  Seller seller() {
    return seller(Provider.PUSHINPAY);
  }

  /// A seller whose bot charges at this gateway first.
  Seller seller(Provider provider) {
    long n = unique();
    var organization =
        new OrganizationId(
            rows.number(
                "insert into organizations (name, slug) values ('Loja', ?) returning id",
                "org-" + n));
    var bot =
        new BotId(
            rows.number(
                """
                insert into bots (slug, name, provider, organization_id, paused)
                values (?, 'Bot', ?, ?, false) returning id
                """,
                "demo_" + n + "_bot",
                provider.code(),
                organization.value()));
    return new Seller(organization, bot, provider);
  }

  /// A seller with one account at the gateway.
  Seller sellerWithAccount() {
    return sellerWithAccount(Provider.PUSHINPAY);
  }

  Seller sellerWithAccount(Provider provider) {
    var seller = seller(provider);
    seller.account();
    return seller;
  }

  /// Someone who sells with a bot.
  final class Seller {
    final OrganizationId organization;
    final BotId bot;
    final Provider provider;

    Seller(OrganizationId organization, BotId bot, Provider provider) {
      this.organization = organization;
      this.bot = bot;
      this.provider = provider;
    }

    GatewayAccountId account() {
      return account(provider);
    }

    /// One more account, named by the number that the sandbox knows it by.
    GatewayAccountId account(Provider provider) {
      long n = unique();
      return bean(GatewayAccounts.class)
          .create(
              organization, new NewAccount(provider.code(), "Conta " + n, provider.credentials(n)));
    }

    OfferId offer(long cents) {
      return new OfferId(
          rows.number(
              """
              insert into offers
                (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name, price_cents)
              values (?, ?, ?, 'start', 'start', '1', 1, 'Mensal', ?) returning id
              """,
              organization.value(),
              bot.value(),
              "code" + unique(),
              cents));
    }

    BotUserId buyer() {
      return new BotUserId(
          rows.number(
              "insert into bot_users (bot_id, telegram_id, organization_id) values (?, ?, ?) returning id",
              bot.value(),
              900_000_000 + unique(),
              organization.value()));
    }

    /// A new buyer presses the button of a new offer.
    ChargeCommand press(long cents) {
      return press(buyer(), offer(cents));
    }

    ChargeCommand press(BotUserId buyer, OfferId offer) {
      var press = new ChargeCommand("tg:" + bot + ":" + unique(), bot, buyer, offer, Instant.now());
      publish(press);
      return press;
    }

    /// A sale whose buyer sees a code.
    Sale sale(long cents) {
      return new SaleBook(PaymentsWorld.this).shown(press(cents), provider);
    }
  }

  /// A payment that waits for its money.
  record Sale(Provider provider, long payment, String transactionId, String charge) {}

  /// Makes a gateway refuse an account's credentials.
  void revoke(Provider provider, GatewayAccountId account) {
    var name = rows.text("select name from gateway_accounts where id = ?", account.value());
    long n = Long.parseLong(name.replace("Conta ", ""));
    sandbox.revokedTokens().revoke(provider.service(), provider.key(n));
  }

  /// How many charges a gateway was asked for.
  int creates(Provider provider) {
    var calls = sandbox.calls().to(provider.service()).stream();
    return (int) calls.filter(call -> call.path().equals(provider.createPath())).count();
  }

  /// Takes what is sent to the buyers, in worker-messages' place.
  void takeDeliveries(Consumer<DeliverCommand> taker) {
    broker.consume(
        new Subscription.Single<>(
            WorkQueue.MESSAGES_DELIVER,
            1,
            RetryPolicy.of(),
            WireJson.decoder(DeliverCommand.class),
            (command, context) -> {
              taker.accept(command);
              return new Settlement.Done();
            }));
  }

  void publish(ChargeCommand press) {
    try {
      var result =
          broker
              .publisher()
              .publish(
                  new OutgoingMessage(
                      WorkQueue.PAYMENTS_CHARGE.command(),
                      "charge:" + press.key(),
                      "charge",
                      Map.of(),
                      WireJson.bytes(press)));
      if (!result.confirmed()) {
        throw new IllegalStateException("not confirmed: " + result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String status(long payment) {
    return rows.text("select status from payments where id = ?", payment);
  }

  void awaitStatus(long payment, String status) {
    await().atMost(SOON).until(() -> status(payment).equals(status));
  }

  /// What the buyers were told of a payment, by outbox message id.
  List<String> told(long payment, String what) {
    return rows.texts(
        """
        select message_id from outbox
        where topic = 'elysia.cmd/messages.deliver' and payload ->> 'what' = ? and payload ->> 'payment' = ?
        order by id
        """,
        what,
        Long.toString(payment));
  }

  @Override
  public void close() {
    worker.close();
    broker.close();
    door.close();
    sandbox.close();
  }
}
