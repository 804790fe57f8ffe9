package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.localstack.Database;
import elysia.localstack.DatabaseFaults;
import elysia.localstack.PostgresNode;
import elysia.localstack.TestStack;
import elysia.model.PaymentStatus;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.DeliverCommand.What;
import elysia.payments.PaymentsWorld.Sale;
import elysia.payments.PaymentsWorld.Seller;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PostgreSQL's bad days, while people buy (L105, L108, L109). After each: every press has one
/// charge and one code, every paid sale its effects once.
class DatabaseFaultsTest {
  private static final List<String> ONCE = List.of("deliveries 1", "pix_paid 1", "product 1");

  private static Database database;
  private static PaymentsWorld world;
  private static SaleBook book;

  private final PostgresNode server = TestStack.postgres().node();

  @BeforeAll
  static void open() throws Exception {
    database = TestStack.postgres().node().database().create("faults_payments");
    world = new PaymentsWorld(10, database, "?options=-c%20lock_timeout=500ms");
    book = new SaleBook(world);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @AfterEach
  void mend() {
    world.sandbox.faults().clear();
  }

  @Test
  void presses_and_payments_while_connections_die_and_the_server_restarts_are_sold_once()
      throws Exception {
    // so that the database goes away between many an answer and its record
    world
        .sandbox
        .faults()
        .add(Fault.of(Service.PUSHINPAY, Effect.latency(Duration.ofMillis(200)).after()));
    var seller = world.sellerWithAccount();
    int before = world.creates(Provider.PUSHINPAY);
    try (var faults = DatabaseFaults.in(database)) {
      var presses = pressesOf(seller, 12);
      var pressing = Thread.startVirtualThread(() -> presses.forEach(this::publishSlowly));
      await().atMost(SOON).until(() -> world.creates(Provider.PUSHINPAY) > before);
      faults.endConnections();
      server.stop();
      server.start();
      pressing.join();

      var sales = presses.stream().map(press -> book.shown(press, Provider.PUSHINPAY)).toList();
      assertThat(world.creates(Provider.PUSHINPAY) - before).isEqualTo(presses.size());
      assertThat(sales)
          .allSatisfy(sale -> assertThat(world.told(sale.payment(), "PIX")).hasSize(1));

      var paying = Thread.startVirtualThread(() -> sales.forEach(this::paySlowly));
      await().atMost(SOON).until(() -> sales.stream().anyMatch(DatabaseFaultsTest::paid));
      faults.endConnections();
      paying.join();

      sales.forEach(DatabaseFaultsTest::awaitPaidOnce);
      awaitTicking("payments.reconcile");
      awaitTicking("outbox.relay");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "insert, processed_messages",
    "insert, payments",
    "insert, payment_attempts",
    "insert, charge_identifiers",
    "update, payment_attempts",
    "update, payments",
    "insert, outbox"
  })
  void a_deadlock_in_any_step_of_a_press_costs_time_and_nothing_else(String operation, String table)
      throws SQLException {
    var seller = world.sellerWithAccount();
    int before = world.creates(Provider.PUSHINPAY);
    try (var faults = DatabaseFaults.in(database)) {
      faults.deadlock(operation, table, 1);

      var sale = seller.sale(1990);

      assertThat(faults.rows(operation, table)).isGreaterThan(1);
      assertThat(world.creates(Provider.PUSHINPAY) - before).isEqualTo(1);
      assertThat(world.told(sale.payment(), "PIX")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "insert, gateway_events",
    "insert, payment_evidence",
    "update, payments",
    "insert, deliveries",
    "insert, outbox"
  })
  void a_deadlock_in_any_step_of_a_payment_costs_time_and_nothing_else(
      String operation, String table) throws SQLException {
    var sale = world.sellerWithAccount().sale(1990);
    try (var faults = DatabaseFaults.in(database)) {
      faults.deadlock(operation, table, 1);

      pay(sale);

      awaitPaidOnce(sale);
      assertThat(faults.rows(operation, table)).isGreaterThan(1);
    }
  }

  @Test
  void a_payment_whose_row_another_session_holds_is_paid_when_it_lets_go() throws SQLException {
    var sale = world.sellerWithAccount().sale(1990);
    try (var other = database.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from payments where id = " + sale.payment() + " for update");
      double before = retries();

      pay(sale);
      await().atMost(SOON).until(() -> retries() > before);
      assertThat(world.status(sale.payment())).isEqualTo("pending");
      other.rollback();
    }

    awaitPaidOnce(sale);
  }

  /// The buyer pays while the code is still being committed, and whoever is told of the sale finds
  /// it.
  @Test
  void a_commit_that_takes_long_hides_no_row_from_whoever_is_told_of_it() throws SQLException {
    var seller = world.sellerWithAccount();
    Queue<String> found = new ConcurrentLinkedQueue<>();
    world.takeDeliveries(
        command ->
            found.add(
                command.what()
                    + " "
                    + world.rows.text(
                        "select status || ' ' || (pix_copy_paste is not null) from payments where id = ?",
                        command.payment().value())));
    try (var faults = DatabaseFaults.in(database)) {
      faults.slowCommits("outbox", Duration.ofMillis(700));
      int before = world.creates(Provider.PUSHINPAY);

      var press = seller.press(1990);
      await().atMost(SOON).until(() -> world.creates(Provider.PUSHINPAY) > before);
      var charge = world.sandbox.bank().newest().getFirst().id().orElseThrow();
      world.sandbox.bank().pay(charge, Notice.once());

      awaitPaidOnce(book.shown(press, Provider.PUSHINPAY));
      await().atMost(SOON).until(() -> found.stream().anyMatch(told -> told.startsWith("PRODUCT")));
      assertThat(found)
          .contains(What.PRODUCT + " paid true")
          .allMatch(told -> told.endsWith("true"));
    }
  }

  private static List<ChargeCommand> pressesOf(Seller seller, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                new ChargeCommand(
                    "tg:" + seller.bot + ":" + PaymentsWorld.unique(),
                    seller.bot,
                    seller.buyer(),
                    seller.offer(1990),
                    Instant.now()))
        .toList();
  }

  private void publishSlowly(ChargeCommand press) {
    world.publish(press);
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  private void paySlowly(Sale sale) {
    pay(sale);
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }

  private static void pay(Sale sale) {
    world.door.publish(book.webhook(sale, PaymentStatus.PAID, 1990));
  }

  private static boolean paid(Sale sale) {
    return world.status(sale.payment()).equals("paid");
  }

  private static void awaitPaidOnce(Sale sale) {
    world.awaitStatus(sale.payment(), "paid");
    await().atMost(SOON).until(() -> book.effects(sale).equals(ONCE));
  }

  private static void awaitTicking(String loop) {
    double now = ticked(loop);
    await().atMost(SOON).until(() -> ticked(loop) > now);
  }

  private static double ticked(String loop) {
    return world
        .bean(MeterRegistry.class)
        .get("elysia.loop.last.tick.seconds")
        .tag("loop", loop)
        .gauge()
        .value();
  }

  private static double retries() {
    return world
        .bean(MeterRegistry.class)
        .counter("elysia.settled", "queue", "payments.webhook", "settlement", "Retry")
        .count();
  }
}
