package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.db.migration.Migrator;
import elysia.localstack.TestStack;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A panel never starts with a key that does not open what is stored, or on a schema it was not
/// built for.
class RefusedStartTest {
  private static final String OTHER_KEY = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

  private static TestPanel panel;

  @BeforeAll
  static void start() {
    panel = new TestPanel(Map.of());
  }

  @AfterAll
  static void stop() {
    panel.close();
  }

  @Test
  void another_key_stops_the_start_with_the_reason() {
    var bot =
        Map.of("slug", "loja_sete", "token", "123456789:AAtestTokenThatOpensNothingAtAll0001");
    assertThat(panel.send("POST", "/bots", bot).status()).isEqualTo(201);
    var other = new HashMap<>(panel.variables());
    other.put("ELYSIA_SECRET_KEY", OTHER_KEY);

    assertThatThrownBy(() -> TestPanel.start(other).close())
        .rootCause()
        .hasMessageContaining("ELYSIA_SECRET_KEY")
        .hasMessageContaining("Informe a chave certa");
  }

  @Test
  void a_missing_or_broken_key_stops_the_start_with_the_reason() {
    var missing = new HashMap<>(panel.variables());
    missing.remove("ELYSIA_SECRET_KEY");
    var broken = new HashMap<>(panel.variables());
    broken.put("ELYSIA_SECRET_KEY", "abc");

    assertThatThrownBy(() -> TestPanel.start(missing).close())
        .hasMessageContaining("ELYSIA_SECRET_KEY");
    assertThatThrownBy(() -> TestPanel.start(broken).close())
        .rootCause()
        .hasMessageContaining("ELYSIA_SECRET_KEY must be base64 of 32 bytes");
  }

  @Test
  void another_schema_stops_the_start_with_what_was_expected() throws SQLException {
    var database = TestStack.postgres().newDatabase();
    var elsewhere = new HashMap<>(panel.variables());
    elsewhere.put("DATABASE_URL", database.url());

    assertThatThrownBy(() -> TestPanel.start(elsewhere).close())
        .rootCause()
        .hasMessageContaining("rode ./elysia migrate");

    new Migrator(database.dataSource()).migrate();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("alter table bots alter column paused drop not null");
    }
    assertThatThrownBy(() -> TestPanel.start(elsewhere).close())
        .rootCause()
        .hasMessageContaining("esperado: bots column paused boolean not null default true");
  }
}
