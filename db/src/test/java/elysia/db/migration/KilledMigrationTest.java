package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// A migration that dies half-way is finished by the next run (L101).
class KilledMigrationTest {
  // counts what changes the schema, and ends the session that makes the change number `at`
  private static final String TRAP =
      """
      create schema trap;
      create sequence trap.changes;
      create table trap.armed (at bigint);
      create function trap.spring() returns event_trigger language plpgsql as $$
      begin
        if nextval('trap.changes') = (select at from trap.armed) then
          perform pg_terminate_backend(pg_backend_pid());
        end if;
      end $$;
      create event trigger trap on ddl_command_end execute function trap.spring();
      """;

  @Test
  void each_migration_killed_in_its_middle_ends_equal_on_the_next_run() throws SQLException {
    var reference = StartingState.followUpStandard().make();
    reference.execute(TRAP);
    var changes = changesOfEach(reference);
    var database = StartingState.followUpStandard().make();
    var before = OldRows.of(database);
    database.execute(TRAP);

    for (var migration : changes.entrySet()) {
      var version = migration.getKey();
      arm(database, count(database) + (migration.getValue() + 1) / 2);
      assertThatThrownBy(() -> database.migrateTo(version))
          .as(version)
          .hasStackTraceContaining("terminating connection");
      database.execute("delete from trap.armed");
      database.migrateTo(version);
    }

    assertThat(Fingerprint.of(database)).isEqualTo(Fingerprint.of(reference));
    assertThat(before.again()).isEqualTo(before.byQuery());
    new Migrator(database.url()).requireCurrent();
  }

  /// Migrates, and returns how many changes each migration made.
  private static Map<String, Long> changesOfEach(TestDatabase database) throws SQLException {
    var changes = new LinkedHashMap<String, Long>();
    for (var pending : flyway(database).info().pending()) {
      var version = pending.getVersion().getVersion();
      var before = count(database);
      database.migrateTo(version);
      changes.put(version, count(database) - before);
    }
    return changes;
  }

  private static Flyway flyway(TestDatabase database) {
    var url = database.url();
    return Migrator.configuration().dataSource(url.jdbcUrl(), url.user(), url.password()).load();
  }

  private static long count(TestDatabase database) throws SQLException {
    return Long.parseLong(
        database
            .query("select case when is_called then last_value else 0 end from trap.changes")
            .getFirst());
  }

  private static void arm(TestDatabase database, long at) throws SQLException {
    database.execute("insert into trap.armed values (%d)".formatted(at));
  }
}
