package elysia.panel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.panel.TestPanel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayCommandsTest {
  @Test
  void an_account_is_added_set_and_removed_from_the_command_line() {
    try (var panel = new TestPanel(Map.of())) {
      assertThat(
              run(
                  panel,
                  "gateway",
                  "add",
                  "--gateway",
                  "syncpay",
                  "--credential",
                  "client_id=abc",
                  "--credential",
                  "client_secret=def"))
          .isZero();
      assertThat(account(panel)).isEqualTo("syncpay 0 15 true");

      assertThat(
              run(
                  panel,
                  "gateway",
                  "set",
                  "--id",
                  "1",
                  "--priority",
                  "7",
                  "--reoffer-minutes",
                  "40"))
          .isZero();
      assertThat(account(panel)).isEqualTo("syncpay 7 40 true");

      assertThat(run(panel, "gateway", "remove", "--id", "1")).isZero();
      assertThat(account(panel)).isEqualTo("syncpay 7 40 false");
      assertThat(run(panel, "gateway", "remove", "--id", "2")).isEqualTo(1);
      assertThat(run(panel, "gateway", "list")).isZero();
      assertThat(run(panel, "gateway", "events", "--state", "mismatch")).isZero();
      assertThat(run(panel, "gateway", "events", "--state", "nada")).isEqualTo(1);
      assertThat(run(panel, "gateway", "refunds")).isZero();
    }
  }

  private static String account(TestPanel panel) {
    return panel
        .sql()
        .one(
            "select gateway || ' ' || priority || ' ' || reoffer_minutes || ' ' || active as x from gateway_accounts",
            row -> row.text("x"))
        .orElseThrow();
  }

  private static int run(TestPanel panel, String... arguments) {
    return ElysiaCli.run(panel.environment(), arguments);
  }
}
