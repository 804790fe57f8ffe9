package elysia.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.Sql;
import elysia.db.Transactions;
import elysia.db.conversions.ConversionRecorder;
import elysia.db.migration.Migrator;
import elysia.db.tracking.DestinationKind;
import elysia.db.tracking.DestinationSettings;
import elysia.db.tracking.Destinations;
import elysia.db.tracking.Destinations.NewDestination;
import elysia.localstack.Database;
import elysia.localstack.TestStack;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.PublishResult;
import elysia.messaging.Publisher;
import elysia.messaging.WireJson;
import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.DestinationId;
import elysia.model.OrganizationId;
import elysia.model.PaymentId;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import elysia.model.wire.FunnelEventMessage;
import elysia.model.wire.Route;
import elysia.model.wire.WorkQueue;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.SandboxServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running worker-tracking with a database, a vhost and an outside world of its own.
public final class TestTracking implements AutoCloseable {
  public static final OrganizationId ORGANIZATION = new OrganizationId(1);
  private static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final AtomicLong NUMBERS = new AtomicLong(900_000_000);

  private final SandboxServer sandbox = SandboxServer.start(0);
  private final RunningDeployable worker;
  private final Sql sql;

  private TestTracking(Database database, Map<String, String> more) {
    new Migrator(database.dataSource()).migrate();
    var environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL",
                database.url(),
                "RABBITMQ_URL",
                TestStack.rabbit().newVhost().amqpUrl().toString(),
                "ELYSIA_SECRET_KEY",
                SECRET_KEY,
                "TRACKING_PORT",
                "0",
                "META_GRAPH_URL",
                sandbox.metaUrl().toString(),
                "UTMIFY_API_URL",
                sandbox.utmifyUrl().toString()));
    environment.putAll(more);
    worker = WorkerTrackingApplication.DEPLOYABLE.start(environment);
    sql = worker.context().getBean(Sql.class);
    await().atMost(Duration.ofSeconds(20)).until(bean(Publisher.class)::ready);
  }

  public static TestTracking start(Map<String, String> more) {
    return on(TestStack.postgres().newDatabase(), more);
  }

  /// @param database an empty one
  public static TestTracking on(Database database, Map<String, String> more) {
    return new TestTracking(database, more);
  }

  /// The one for all tests that bring their own bot and destination. It is quick to try again.
  public static TestTracking shared() {
    return Shared.TRACKING;
  }

  private static final class Shared {
    private static final TestTracking TRACKING =
        start(Map.of("CONVERSIONS_RETRY_TIMES", "300ms", "CONVERSIONS_DUE_PAUSE", "100ms"));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(TRACKING::close));
    }
  }

  public SandboxServer sandbox() {
    return sandbox;
  }

  public Sql sql() {
    return sql;
  }

  public <T> T bean(Class<T> type) {
    return worker.context().getBean(type);
  }

  @Override
  public void close() {
    worker.close();
    sandbox.close();
  }

  // --- messages

  public void publish(OutgoingMessage... messages) {
    try {
      assertThat(bean(Publisher.class).publishAll(List.of(messages)))
          .allMatch(PublishResult::confirmed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static OutgoingMessage message(ClickMessage click) {
    return new OutgoingMessage(
        Route.input("click.to_bot"),
        "click:" + click.token(),
        "click.to_bot",
        Map.of(),
        WireJson.bytes(click));
  }

  public static OutgoingMessage message(FunnelEventMessage event) {
    return new OutgoingMessage(
        WorkQueue.TRACKING_EVENT.command(),
        "fe:" + event.eventId(),
        "funnel.event",
        Map.of(),
        WireJson.bytes(event));
  }

  // --- rows

  /// A person of a bot who came at `startedAt`.
  public record Person(BotId bot, String botSlug, BotUserId user, TelegramId telegramId) {}

  public BotId bot() {
    var slug = unique("demo_bot");
    return sql.query(
            "insert into bots (name, slug) values (?, ?) returning id",
            row -> new BotId(row.id("id")),
            "Bot de teste",
            slug)
        .getFirst();
  }

  public Person person(BotId bot, @Nullable TrackingToken token, Instant startedAt) {
    var telegramId = new TelegramId(NUMBERS.incrementAndGet());
    return sql.query(
            """
            insert into bot_users (bot_id, telegram_id, first_name, tracking_token, last_start_at)
            values (?, ?, 'Maria', ?, ?) returning id, (select slug from bots where id = bot_id) as slug
            """,
            row -> new Person(bot, row.text("slug"), new BotUserId(row.id("id")), telegramId),
            bot,
            telegramId,
            token,
            startedAt)
        .getFirst();
  }

  /// A paid PIX of R$ 19,90 with the click as worker-payments snapshots it.
  public ConversionRecorder.Sale sale(Person person, @Nullable ClickAttributes click) {
    var offer =
        sql.query(
                """
                insert into offers (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name, price_cents)
                values (1, ?, ?, 'start', 'start', 'vip-30', 0, 'VIP 30 dias', 1990) returning id
                """,
                row -> row.id("id"),
                person.bot(),
                unique("o"))
            .getFirst();
    var transactionId = unique("BOT" + person.bot());
    var createdAt = now().minusSeconds(90);
    var payment =
        sql.query(
                """
                insert into payments (transaction_id, provider, status, value_cents, amount_cents, fee_cents, bot_id,
                  bot_user_id, offer_id, plan_name, tracking, created_at, paid_at)
                values (?, 'pushinpay', 'paid', 1990, 1990, 99, ?, ?, ?, 'VIP 30 dias', ?, ?, ?) returning id
                """,
                row -> new PaymentId(row.id("id")),
                transactionId,
                person.bot(),
                person.user(),
                offer,
                click == null ? null : new Sql.Json(WireJson.text(click)),
                createdAt,
                createdAt.plusSeconds(60))
            .getFirst();
    return new ConversionRecorder.Sale(
        ORGANIZATION, person.bot(), person.user(), payment, transactionId);
  }

  public DestinationId pixel(BotId bot, String pixel, String token) {
    return pixel(bot, pixel, token, DestinationSettings.DEFAULT);
  }

  public DestinationId pixel(BotId bot, String pixel, String token, DestinationSettings settings) {
    return bean(Destinations.class)
        .create(
            new NewDestination(
                ORGANIZATION, bot, DestinationKind.META_CAPI, "Meta", pixel, token, settings));
  }

  public DestinationId utmify(BotId bot, String token) {
    return bean(Destinations.class)
        .create(
            new NewDestination(
                ORGANIZATION,
                bot,
                DestinationKind.UTMIFY,
                "UTMify",
                null,
                token,
                DestinationSettings.DEFAULT));
  }

  /// Records conversions as the other workers do, in a transaction of theirs.
  public void record(Consumer<ConversionRecorder> work) {
    bean(Transactions.class).run(() -> work.accept(bean(ConversionRecorder.class)));
  }

  /// `event_name state` of the destination's conversions, oldest first.
  public List<String> conversions(DestinationId destination) {
    return sql.query(
        "select event_name, state from conversions where destination_id = ? order by id",
        row -> row.text("event_name") + " " + row.text("state"),
        destination);
  }

  public void awaitConversions(DestinationId destination, String... expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(conversions(destination)).containsExactly(expected));
  }

  public List<String> reasons(DestinationId destination) {
    var reasons = new ArrayList<String>();
    sql.query(
            "select error from conversions where destination_id = ? order by id",
            row -> String.valueOf(row.optionalText("error")),
            destination)
        .forEach(reasons::add);
    return reasons;
  }

  // --- values

  /// Now, as precise as PostgreSQL.
  public static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  }

  public static String unique(String prefix) {
    return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  public static String newPixel() {
    return "88" + NUMBERS.incrementAndGet();
  }

  public static String metaToken() {
    return "EAA" + UUID.randomUUID().toString().replace("-", "");
  }
}
