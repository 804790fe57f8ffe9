package elysia.tracking;

import static elysia.tracking.TestTracking.ORGANIZATION;
import static elysia.tracking.TestTracking.message;
import static elysia.tracking.TestTracking.metaToken;
import static elysia.tracking.TestTracking.newPixel;
import static elysia.tracking.TestTracking.now;
import static elysia.tracking.TestTracking.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionResult;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions;
import elysia.localstack.Database;
import elysia.localstack.DatabaseFaults;
import elysia.localstack.PostgresNode;
import elysia.localstack.TestStack;
import elysia.model.BotId;
import elysia.model.ConversionId;
import elysia.model.DestinationId;
import elysia.model.EventName;
import elysia.model.TrackingToken;
import elysia.model.wire.ClickMessage;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.meta.Events;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PostgreSQL's bad days, while clicks come in and sales are reported (L105, L108, L110). After
/// each: every click is stored once, every conversion was told once.
class DatabaseFaultsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Database database;
  private static TestTracking tracking;

  private final PostgresNode server = TestStack.postgres().node();
  private BotId bot;
  private String pixel;
  private DestinationId meta;

  @BeforeAll
  static void open() throws Exception {
    database = TestStack.postgres().node().database().create("faults_tracking");
    tracking =
        TestTracking.on(
            database,
            Map.of(
                "SANDBOX_TIME_SCALE", "10",
                "TELEGRAM_API_URL", "http://127.0.0.1:9", // nobody calls these
                "PUSHINPAY_API_URL", "http://127.0.0.1:9",
                "SYNCPAY_API_URL", "http://127.0.0.1:9",
                "CONVERSIONS_DUE_PAUSE", "100ms"));
  }

  @AfterAll
  static void close() {
    tracking.close();
  }

  @BeforeEach
  void newBot() {
    bot = tracking.bot();
    pixel = newPixel();
    meta = tracking.pixel(bot, pixel, metaToken());
  }

  @AfterEach
  void mend() {
    tracking.sandbox().faults().clear();
  }

  @Test
  void clicks_and_sales_while_connections_die_and_the_server_restarts_are_kept_and_told_once()
      throws Exception {
    var sale = tracking.sale(tracking.person(bot, null, now()), Reported.CLICK);
    // so that the database is away between the answer and its record
    tracking
        .sandbox()
        .faults()
        .add(Fault.of(Service.META, Effect.latency(Duration.ofMillis(500)).after()));
    var clicks = Stream.generate(this::click).limit(100).toList();
    try (var faults = DatabaseFaults.in(database)) {
      tracking.record(recorder -> recorder.pixPaid(sale, now()));
      await().atMost(SOON).until(() -> !received().isEmpty());

      var clicking = Thread.startVirtualThread(() -> clicks.forEach(DatabaseFaultsTest::publish));
      faults.endConnections();
      server.stop();
      server.start();
      clicking.join();

      await().atMost(SOON).until(() -> stored() >= clicks.size());
      assertThat(stored()).isEqualTo(clicks.size());
      tracking.awaitConversions(meta, "Purchase sent");
      assertThat(received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"insert, tracking_sessions", "insert, funnel_events"})
  void a_deadlock_in_any_step_of_a_click_costs_time_and_nothing_else(String operation, String table)
      throws SQLException {
    try (var faults = DatabaseFaults.in(database)) {
      faults.deadlock(operation, table, 1);

      publish(click());

      await().atMost(SOON).until(() -> stored() == 1);
      assertThat(faults.rows(operation, table)).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "update, conversions, 1", // the claim
    "update, conversions, 2" // the record that it is sent
  })
  void a_deadlock_in_any_step_of_a_conversion_costs_time_and_nothing_else(
      String operation, String table, int which) throws SQLException {
    var sale = tracking.sale(tracking.person(bot, null, now()), Reported.CLICK);
    try (var faults = DatabaseFaults.in(database)) {
      faults.deadlock(operation, table, which);

      tracking.record(recorder -> recorder.pixPaid(sale, now()));

      tracking.awaitConversions(meta, "Purchase sent");
      assertThat(received()).hasSize(1);
      assertThat(faults.rows(operation, table)).isGreaterThan(which);
    }
  }

  @Test
  void what_an_overtaken_worker_has_to_say_of_a_conversion_counts_no_more() {
    var conversions = tracking.bean(Conversions.class);
    var sale = tracking.sale(tracking.person(bot, null, now()), Reported.CLICK);

    // in the recorder's transaction, so that the worker itself never gets it
    tracking.record(
        recorder -> {
          recorder.pixPaid(sale, now());
          var late = claim(conversions, Duration.ZERO);
          var next = claim(conversions, Duration.ofHours(1));

          conversions.finish(List.of(result(late, ConversionState.FAILED)));
          assertThat(tracking.conversions(meta)).containsExactly("Purchase sending");
          conversions.finish(List.of(result(next, ConversionState.SENT)));
        });

    assertThat(tracking.conversions(meta)).containsExactly("Purchase sent");
  }

  private Conversion claim(Conversions conversions, Duration lease) {
    var ids =
        tracking
            .sql()
            .query(
                "select id from conversions where destination_id = ?",
                row -> new ConversionId(row.id("id")),
                meta);
    return conversions.claim(ids, lease).getFirst();
  }

  private static ConversionResult result(Conversion claimed, ConversionState state) {
    return new ConversionResult(claimed.id(), claimed.attempt(), state, null, null, null);
  }

  private ClickMessage click() {
    return new ClickMessage(
        TrackingToken.mint(),
        ORGANIZATION,
        bot,
        unique("demo_bot"),
        null,
        EventName.TO_BOT_CLICK,
        now(),
        Reported.CLICK);
  }

  private static void publish(ClickMessage click) {
    tracking.publish(message(click));
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }

  private List<Events.Received> received() {
    return tracking.sandbox().metaEvents().ofPixel(pixel);
  }

  /// How many events of the bot there are, each with a session.
  private long stored() {
    return tracking
        .sql()
        .one(
            """
            select count(*) as n from funnel_events e join tracking_sessions s on e.event_id = 'to_bot_click:' || s.id
            where e.bot_id = ?
            """,
            row -> row.id("n"),
            bot)
        .orElseThrow();
  }
}
