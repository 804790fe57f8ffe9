package elysia.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import elysia.localstack.Database;
import elysia.localstack.DatabaseFaults;
import elysia.localstack.PostgresNode;
import elysia.localstack.TcpProxy;
import elysia.localstack.TestStack;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PostgreSQL's bad days, while people start a bot (L105, L108). After each: everybody is greeted
/// once, readiness has told the truth, and the loops tick.
class DatabaseFaultsTest {
  private static final int POOL_SIZE = 4;
  private static final String BRIEF = "?socketTimeout=2&options=-c%20lock_timeout=500ms";

  private static Database database;
  private static TcpProxy line;
  private static Stage stage;

  private final PostgresNode server = TestStack.postgres().node();
  private TestBot bot;

  @BeforeAll
  static void open() throws Exception {
    database = TestStack.postgres().node().database().create("faults_messages");
    line = new TcpProxy(database.host(), database.port());
    var url = database.url().replace(":" + database.port(), ":" + line.port()) + BRIEF;
    stage =
        Stage.on(
            url,
            Map.of(
                "DATABASE_POOL_SIZE",
                Integer.toString(POOL_SIZE),
                "DATASOURCES_DEFAULT_CONNECTION_TIMEOUT",
                "3000"));
  }

  @AfterAll
  static void close() {
    stage.close();
    line.close();
  }

  @BeforeEach
  void newBot() {
    bot = stage.bot().message("start", "{\"text\":\"oi\"}");
  }

  @AfterEach
  void isInOrderAgain() {
    await().until(() -> stage.readiness().statusCode() == 200);
    stage.sandbox().faults().clear();
  }

  @Test
  void people_who_start_while_connections_die_and_the_server_restarts_are_greeted_once()
      throws Exception {
    // so that the database goes away between many a send and its mark
    stage
        .sandbox()
        .faults()
        .add(Fault.of(Service.TELEGRAM, Effect.latency(Duration.ofMillis(200)).after()));
    var people = people(60);
    try (var faults = DatabaseFaults.in(database)) {
      var starting = Thread.startVirtualThread(() -> people.forEach(this::startSlowly));
      await().until(() -> people.stream().anyMatch(this::greeted));

      faults.endConnections();
      server.stop();
      try {
        awaitNotReady("o banco não responde");
      } finally {
        server.start();
      }

      starting.join();
      awaitGreetedOnce(people);
      double now = ticked();
      await().until(() -> ticked() > now);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "insert, processed_messages, 1",
    "insert, bot_users, 1",
    "insert, sends, 1",
    "insert, outbox, 1",
    "update, sends, 1", // the claim
    "update, sends, 2" // the mark that it is sent
  })
  void a_deadlock_in_any_step_of_a_start_costs_time_and_nothing_else(
      String operation, String table, int which) throws SQLException {
    var ana = bot.person("Ana");
    try (var faults = DatabaseFaults.in(database)) {
      faults.deadlock(operation, table, which);

      start(ana);

      awaitGreetedOnce(List.of(ana));
      assertThat(faults.rows(operation, table)).isGreaterThan(which);
    }
  }

  @Test
  void a_person_whose_row_another_session_holds_is_greeted_when_it_lets_go() throws SQLException {
    var ana = bot.person("Ana");
    bot.payment(ana, bot.offer("Mensal", 1990), "pending"); // makes the row
    try (var other = database.connect()) {
      other.setAutoCommit(false);
      execute(other, "select from bot_users where telegram_id = " + ana.id() + " for update");

      double before = retries();
      start(ana);
      await().until(() -> retries() > before);
      other.rollback();
    }

    awaitGreetedOnce(List.of(ana));
  }

  @Test
  void without_a_free_connection_starts_wait_and_readiness_tells() throws Exception {
    var people = people(10);
    var held = new ArrayList<Connection>();
    var pool = DelegatingDataSource.unwrapDataSource(stage.bean(DataSource.class));
    for (int i = 0; i < POOL_SIZE; i++) {
      held.add(pool.getConnection());
    }
    try {
      people.forEach(this::start);
      awaitNotReady("o banco não responde");
      assertThat(people).noneMatch(this::greeted);
    } finally {
      for (var connection : held) {
        connection.close();
      }
    }

    awaitGreetedOnce(people);
  }

  @Test
  void a_server_that_only_reads_after_a_failover_is_told_and_waited_for() throws Exception {
    var people = people(10);
    try (var faults = DatabaseFaults.in(database)) {
      faults.forbidWriting();
      try {
        people.forEach(this::start);
        awaitNotReady("o banco só aceita leitura");
        assertThat(people).noneMatch(this::greeted);
      } finally {
        faults.allowWriting();
      }

      awaitGreetedOnce(people);
    }
  }

  @Test
  void a_line_that_falls_silent_keeps_nobody_waiting_for_ever() {
    var people = people(10);
    double failures = loopFailures();
    line.silence();
    try {
      people.forEach(this::start);
      awaitNotReady("o banco não responde");
      await().until(() -> loopFailures() > failures);
      assertThat(people).noneMatch(this::greeted);
    } finally {
      line.cut(); // what waits on the old connections is lost
      line.mend();
    }

    awaitGreetedOnce(people);
  }

  @Test
  void a_worker_whose_connections_do_not_fit_does_not_start_and_says_why() {
    assertThatThrownBy(
            () ->
                stage.startWorker(
                    stage.sandbox().telegramUrl(), Map.of("DATABASE_POOL_SIZE", "250")))
        .rootCause()
        .hasMessageMatching(
            "o PostgreSQL aceita 197 conexões, \\d+ já são de outros processos e este precisa de 250: .*");
  }

  private List<Person> people(int count) {
    return IntStream.range(0, count).mapToObj(_ -> bot.person("Ana")).toList();
  }

  private void start(Person person) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
  }

  private void startSlowly(Person person) {
    start(person);
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }

  private boolean greeted(Person person) {
    return !bot.sentTo(person).isEmpty();
  }

  /// Everybody, and nobody a second time.
  private void awaitGreetedOnce(List<Person> people) {
    await().until(() -> people.stream().allMatch(this::greeted));
    await().until(() -> people.stream().allMatch(p -> bot.states(p).equals(List.of("sent"))));
    assertThat(people).allSatisfy(person -> assertThat(bot.textsTo(person)).containsExactly("oi"));
  }

  private static void awaitNotReady(String problem) {
    await().until(() -> stage.readiness().statusCode() == 503);
    assertThat(stage.readiness().body())
        .contains("\"postgresql\":\"" + problem + "\"")
        .doesNotContain("rabbitmq");
  }

  private static double ticked() {
    return stage
        .bean(MeterRegistry.class)
        .get("elysia.loop.last.tick.seconds")
        .tag("loop", "outbox.relay")
        .gauge()
        .value();
  }

  private static double loopFailures() {
    return stage
        .bean(MeterRegistry.class)
        .counter("elysia.loop.failures", "loop", "outbox.relay")
        .count();
  }

  private static double retries() {
    return stage
        .bean(MeterRegistry.class)
        .counter("elysia.settled", "queue", "messages.start", "settlement", "Retry")
        .count();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
