package elysia.db.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MigratorTest {
  private static final String HISTORY =
      "select version from flyway_schema_history where success order by installed_rank";

  @Test
  void an_empty_database_gets_every_migration_once() throws SQLException {
    var database = TestDatabase.empty();
    var migrator = new Migrator(database.url());

    var first = migrator.migrate();
    var second = migrator.migrate();

    assertThat(first)
        .startsWith(
            new Migrator.Applied("20261122.0100", "base schema"),
            new Migrator.Applied("20261122.0200", "follow up schema"));
    assertThat(second).isEmpty();
    assertThat(database.query(HISTORY))
        .containsExactlyElementsOf(first.stream().map(Migrator.Applied::version).toList());
  }

  @Test
  void an_old_database_has_no_history_and_starts_at_zero() throws SQLException {
    var database = TestDatabase.empty();
    database.executeFile("legacy/base.sql");

    database.migrate();

    assertThat(database.query(HISTORY)).startsWith("0", "20261122.0100", "20261122.0200");
  }

  @Test
  void of_two_at_once_the_second_waits() throws Exception {
    var database = TestDatabase.empty();
    database.executeFile("legacy/base.sql");
    Callable<List<Migrator.Applied>> migrate = () -> new Migrator(database.url()).migrate();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(migrate);
      var second = threads.submit(migrate);

      assertThat(List.of(first.get().isEmpty(), second.get().isEmpty()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(database.query(HISTORY)).doesNotHaveDuplicates();
    new Migrator(database.url()).requireCurrent();
  }

  /// The old application sells meanwhile: a table that is busy stops the migration, but never the
  /// other tables with it (C37).
  @Test
  void a_table_in_use_makes_it_give_up_in_seconds_with_no_other_table_locked() throws Exception {
    var database = StartingState.base().make();
    var migrator = new Migrator(database.url());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = database.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table payments in access share mode");
      var migration = threads.submit(migrator::migrate);
      await().until(() -> waitsForALock(database));

      database.execute(
          "set local lock_timeout = '1s'; lock table bots, shots, downsells_queue in access exclusive mode");

      assertThatThrownBy(migration::get)
          .hasRootCauseInstanceOf(SQLException.class)
          .hasMessageContaining("V20261122_0200__follow_up_schema.sql")
          .hasMessageContaining("lock timeout")
          .hasMessageContaining("alter table payments");
    }

    assertThat(migrator.migrate())
        .first()
        .extracting(Migrator.Applied::version)
        .isEqualTo("20261122.0200");
  }

  private static boolean waitsForALock(TestDatabase database) throws SQLException {
    return !database
        .query(
            "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .isEmpty();
  }

  @Test
  void a_program_starts_only_on_the_schema_it_was_built_for() throws SQLException {
    var database = TestDatabase.empty();
    var migrator = new Migrator(database.url());

    assertThatIllegalStateException()
        .isThrownBy(migrator::requireCurrent)
        .withMessageContaining("rode ./elysia migrate");
    assertThat(database.schema()).isEmpty();

    migrator.migrate();
    assertThatCode(migrator::requireCurrent).doesNotThrowAnyException();

    var newest = database.query("select max(version) from flyway_schema_history").getFirst();
    database.execute("delete from flyway_schema_history where version = '%s'".formatted(newest));
    assertThatIllegalStateException()
        .isThrownBy(migrator::requireCurrent)
        .withMessageContaining("rode ./elysia migrate");
  }

  @Test
  void an_old_program_does_not_start_on_a_newer_schema() throws SQLException {
    var database = TestDatabase.empty();
    var migrator = new Migrator(database.url());
    migrator.migrate();

    database.execute(
        """
        insert into flyway_schema_history
          select 1000, '99991231.2359', 'later', type, 'V99991231_2359__later.sql', 1, installed_by, now(), 1, true
          from flyway_schema_history where version = '20261122.0100'
        """);

    assertThatIllegalStateException()
        .isThrownBy(migrator::requireCurrent)
        .withMessageContaining("99991231.2359")
        .withMessageContaining("instale a versão nova do programa");
  }

  @Test
  void the_check_at_start_only_reads() throws SQLException {
    var database = TestDatabase.empty();
    var migrator = new Migrator(database.url());
    migrator.migrate();
    var before =
        database.query("select version || xmin::text from flyway_schema_history order by 1");
    var name = database.query("select current_database()").getFirst();
    database.execute("alter database %s set default_transaction_read_only = on".formatted(name));

    assertThatCode(migrator::requireCurrent).doesNotThrowAnyException();

    assertThat(database.query("select version || xmin::text from flyway_schema_history order by 1"))
        .isEqualTo(before);
  }

  @Test
  void the_command_says_what_it_applied() throws SQLException {
    var database = TestDatabase.empty();
    var address = database.address();

    var first = command(Map.of("DATABASE_URL", address));
    var second = command(Map.of("DATABASE_URL", address));

    assertThat(first.exitCode()).isZero();
    assertThat(first.output())
        .contains("[MIGRATE] Aplicada 20261122.0100: base schema")
        .contains("[MIGRATE] O banco está em dia, migrações aplicadas: ");
    assertThat(second)
        .isEqualTo(new Command(0, "[MIGRATE] O banco já estava em dia" + System.lineSeparator()));
  }

  @Test
  void the_command_fails_with_its_reason_and_without_the_password() throws SQLException {
    var database = TestDatabase.empty();
    database.execute("create table bots (id bigserial primary key, slug integer)");
    var address = database.address();

    var failed = command(Map.of("DATABASE_URL", address));
    var unreadable = command(Map.of("DATABASE_URL", "postgresql://postgres:s3cret"));
    var missing = command(Map.of());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output())
        .contains("a coluna bots.slug devia ser do tipo text, mas é integer")
        .contains("O que já foi feito fica")
        .doesNotContain(database.url().password());
    assertThat(unreadable.exitCode()).isEqualTo(1);
    assertThat(unreadable.output()).contains("DATABASE_URL").doesNotContain("s3cret");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.output()).contains("Falta DATABASE_URL");
  }

  private record Command(int exitCode, String output) {}

  private static Command command(Map<String, String> environment) {
    var bytes = new ByteArrayOutputStream();
    var exitCode = MigrateMain.run(environment, new PrintStream(bytes, true, UTF_8));
    return new Command(exitCode, bytes.toString(UTF_8));
  }
}
