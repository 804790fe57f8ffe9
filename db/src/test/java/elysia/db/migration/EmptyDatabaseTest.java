package elysia.db.migration;

import static elysia.db.migration.TestDatabase.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmptyDatabaseTest {
  @Test
  void the_first_migration_makes_the_base_schema() throws SQLException {
    var database = TestDatabase.empty();

    database.executeFile(BASE);

    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
  }

  @Test
  void the_second_migration_adds_the_follow_up_schema() throws SQLException {
    var database = TestDatabase.empty();

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }
}
