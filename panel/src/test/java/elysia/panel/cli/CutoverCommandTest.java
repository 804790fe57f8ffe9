package elysia.panel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.DatabaseUrl;
import elysia.db.migration.Migrator;
import elysia.localstack.Database;
import elysia.localstack.TestStack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CutoverCommandTest {
  private static final int REFUSED = 1;

  private final Database database = TestStack.postgres().newDatabase();

  @Test
  void it_refuses_while_somebody_sends_and_asks_about_who_is_connected() throws SQLException {
    execute("create table left_by_the_old_application (id bigint)");
    migrate();
    try (var stranger = stranger()) {
      assertThat(cutover("--watch", "0")).isEqualTo(REFUSED);
      wave("now()");
      assertThat(cutover("--watch", "0", "--confirm")).as("a write decides").isEqualTo(REFUSED);
      assertThat(done()).isEqualTo("false");

      wave("now() - interval '1 hour'");
      assertThat(cutover("--watch", "1", "--confirm")).isZero();
      assertThat(stranger.isValid(5)).isTrue();
    }
    assertThat(done()).isEqualTo("true");

    assertThat(cutover("--undo")).isZero();
    assertThat(done()).isEqualTo("false");
  }

  @Test
  void a_database_that_nobody_migrated_is_refused() {
    assertThat(cutover()).isEqualTo(REFUSED);
  }

  @Test
  void a_database_of_our_own_needs_none() throws SQLException {
    migrate();

    assertThat(cutover()).isZero();

    assertThat(done()).isEqualTo("false");
  }

  private int cutover(String... options) {
    var environment = new HashMap<String, String>();
    environment.put("DATABASE_URL", database.url());
    environment.put("RABBITMQ_URL", "amqp://nobody:nothing@127.0.0.1:1");
    environment.put("ELYSIA_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    var arguments = new java.util.ArrayList<>(List.of("cutover"));
    arguments.addAll(List.of(options));
    return ElysiaCli.run(Map.copyOf(environment), arguments.toArray(String[]::new));
  }

  /// What the old application's worker does.
  private void wave(String workedAt) throws SQLException {
    execute(
        """
        insert into bots (slug) values ('old') on conflict do nothing;
        delete from broadcast_waves_queue;
        insert into broadcast_waves_queue (bot_id, bot_slug, kind, context, chat_ids, wave_index, total_waves, schedule_at,
          status, updated_at)
        select id, slug, 'shot', '{}', '[]', 1, 1, now(), 'completed', %s from bots;
        """
            .formatted(workedAt));
  }

  private java.sql.Connection stranger() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl() + "?ApplicationName=bot-antigo", database.user(), database.password());
  }

  private void migrate() {
    new Migrator(DatabaseUrl.parse(database.url())).migrate();
  }

  private String done() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select exists (select from cutover where done_at is not null)::text")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String statements) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
