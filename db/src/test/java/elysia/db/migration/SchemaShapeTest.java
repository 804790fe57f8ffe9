package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The schema is what the program was built for, or nothing starts (L102).
class SchemaShapeTest {
  private static final String LISTED = "/elysia/db/migration/schema.txt";
  private static final Path RENEWED = Path.of("target/schema.txt");

  /// Where this fails because a migration was added, review the differences and copy
  /// `target/schema.txt` over the one in the resources.
  @Test
  void the_list_is_what_the_migrations_make_of_an_empty_database()
      throws SQLException, IOException {
    var database = TestDatabase.empty();
    var before = TestDatabase.text(LISTED).lines().toList();

    database.migrateTo("latest");

    var made = Fingerprint.of(database).objects();
    Files.writeString(RENEWED, renewed(before, made));
    var listed =
        before.stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.startsWith("?") ? line.substring(1) : line)
            .toList();
    assertThat(made).filteredOn(line -> !listed.contains(line)).as("not listed").isEmpty();
    assertThat(listed).filteredOn(line -> !made.contains(line)).as("not made").isEmpty();
  }

  @Test
  void another_shape_stops_the_migration_and_every_start_and_is_told_with_the_one_expected()
      throws SQLException {
    var database = TestDatabase.empty();
    var migrator = new Migrator(database.url());
    migrator.migrate();
    database.execute(
        """
        alter table payments alter column tracking_token type varchar(64);
        alter table bots alter column paused drop not null;
        alter table funnel_events alter column event_id drop default;
        drop index ix_outbox_due;
        create index ix_outbox_due on bots (id);
        drop trigger trg_validate_bot_message_media on bot_messages;
        alter table sends drop constraint sends_kind_check;
        create table somebody_elses (id bigint);
        """);

    for (var start : List.<Runnable>of(migrator::migrate, migrator::requireCurrent)) {
      assertThatIllegalStateException()
          .isThrownBy(start::run)
          .withMessageContainingAll(
              "esperado: payments column tracking_token text; encontrado: payments column tracking_token character varying(64)",
              "esperado: bots column paused boolean not null default true; encontrado: bots column paused boolean default true",
              "esperado: funnel_events column event_id text default ('auto:'",
              "esperado: outbox index ix_outbox_due btree (next_attempt_at, id) WHERE ((processed_at IS NULL) AND (message_id IS NOT NULL)); encontrado: nada",
              "esperado: bot_messages trigger trg_validate_bot_message_media BEFORE INSERT OR UPDATE FOR EACH ROW validate_bot_message_media(); encontrado: nada",
              "esperado: sends constraint sends_kind_check CHECK")
          .extracting(e -> String.valueOf(e.getMessage()).lines().count())
          .isEqualTo(7L);
    }
  }

  /// A check whose list holds null, or whose condition is null for what it should refuse, refuses
  /// nothing.
  @Test
  void every_check_refuses_what_it_forbids() throws SQLException {
    var database = TestDatabase.empty();
    database.migrate();
    var checks = database.query(TestDatabase.text("forbidden-values.sql"));

    var accepted = checks.stream().filter(attempt -> !refused(database, attempt)).toList();

    assertThat(checks).hasSizeGreaterThan(20);
    assertThat(accepted).isEmpty();
  }

  private static boolean refused(TestDatabase database, String attempt) {
    try {
      database.execute(attempt);
      return false;
    } catch (SQLException e) {
      return "23514".equals(e.getSQLState());
    }
  }

  private static String renewed(List<String> before, List<String> made) {
    var head = before.stream().filter(line -> line.startsWith("#"));
    var lines = made.stream().map(line -> before.contains("?" + line) ? "?" + line : line);
    return Stream.concat(head, lines).collect(Collectors.joining("\n", "", "\n"));
  }
}
