package elysia.db.migration;

import static elysia.db.migration.TestDatabase.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class EmptyDatabaseTest {
  private final PostgresServer server = new PostgresServer();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void the_first_migration_makes_the_base_schema() throws SQLException {
    var database = server.emptyDatabase();

    database.executeFile(BASE);

    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
  }

  @Test
  void the_second_migration_adds_the_follow_up_schema() throws SQLException {
    var database = server.emptyDatabase();

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }
}
