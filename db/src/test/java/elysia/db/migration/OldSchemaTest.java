package elysia.db.migration;

import static elysia.db.migration.TestDatabase.BASE;
import static elysia.db.migration.TestDatabase.FOLLOW_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The first two migrations end in what is written about the old application's schema.
class OldSchemaTest {
  @Test
  void the_first_migration_makes_the_base_schema() throws SQLException {
    var database = TestDatabase.empty();

    database.migrateTo(BASE);

    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
  }

  @Test
  void the_second_migration_adds_the_follow_up_schema() throws SQLException {
    var database = TestDatabase.empty();

    database.migrateTo(FOLLOW_UP);

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void the_first_migration_leaves_the_base_schema_untouched() throws SQLException {
    var database = StartingState.base().make();
    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
    var before = database.catalogRows();

    database.migrateTo(BASE);

    database.forgetHistory();
    assertThat(database.catalogRows()).isEqualTo(before);
  }

  @Test
  void the_second_migration_makes_the_base_schema_the_follow_up_schema() throws SQLException {
    var database = StartingState.base().make();

    database.migrateTo(FOLLOW_UP);

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void the_old_scripts_in_full_make_the_follow_up_schema() throws SQLException {
    var database = StartingState.followUp().make();

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void where_nothing_is_missing_they_change_nothing_and_wait_for_nobody() throws SQLException {
    var database = StartingState.followUp().make();
    var before = database.catalogRows();

    try (var oldApplication = database.connect();
        var statement = oldApplication.createStatement()) {
      oldApplication.setAutoCommit(false);
      for (var table :
          database.query(
              "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")) {
        statement.execute("lock table only " + table + " in access exclusive mode");
      }
      database.migrateTo(FOLLOW_UP);
    }

    database.forgetHistory();
    assertThat(database.catalogRows()).isEqualTo(before);
  }

  @Test
  void every_object_that_is_missing_comes_back() throws SQLException {
    var database = TestDatabase.empty();
    database.migrateTo(FOLLOW_UP);
    database.forgetHistory();
    database.executeFile("drop-all-but-tables.sql");

    database.migrateTo(FOLLOW_UP);

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void a_missing_column_that_rows_would_need_comes_back_empty() throws SQLException {
    var database = StartingState.base().make();
    database.execute("alter table bot_downsells drop column name");

    database.migrateTo(FOLLOW_UP);

    assertThat(database.differencesFrom(ExpectedSchema.followUp()))
        .containsExactlyInAnyOrder(
            "missing bot_downsells column name text not null",
            "unexpected bot_downsells column name text");
  }

  @Test
  void a_check_that_rows_break_is_left_off() throws SQLException {
    var database = StartingState.base().make();
    database.execute(
        """
        alter table downsells_queue drop constraint downsells_queue_status_check;
        update downsells_queue set status = 'error' where status = 'skipped';
        """);

    database.migrateTo(FOLLOW_UP);

    database.execute("update downsells_queue set attempts = 1 where status = 'error'");
    assertThat(database.query("select attempts from downsells_queue where status = 'error'"))
        .containsExactly("1");
  }

  @Test
  void a_key_that_orphans_break_binds_new_rows() throws SQLException {
    var database = StartingState.base().make();
    database.execute(
        """
        alter table bot_messages drop constraint fk_bot_messages_bot_id;
        insert into bot_messages (bot_id, slug, content) values (404, 'start', '{}');
        """);

    database.migrateTo(FOLLOW_UP);

    assertThatThrownBy(
            () ->
                database.execute(
                    "insert into bot_messages (bot_id, slug, content) values (405, 'start', '{}')"))
        .hasMessageContaining("fk_bot_messages_bot_id");
  }
}
