package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.panel.TestPanel.Answer;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Accounts where money is charged, and what an operator must look at about it.
class GatewayApiTest {
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
  void a_syncpay_account_needs_both_its_credentials() {
    var half = add("syncpay", "A", Map.of("client_id", "abc"));
    var whole = add("syncpay", "A", Map.of("client_id", "abc", "client_secret", "canarySecret"));

    assertThat(half.status()).isEqualTo(400);
    assertThat(half.body().path("detail").asText()).contains("credentials.client_secret");
    assertThat(whole.status()).isEqualTo(201);
    assertThat(text("select string_agg(a::text, '') as x from gateway_accounts a"))
        .doesNotContain("canarySecret");
  }

  @Test
  void a_removed_account_charges_no_more_and_is_still_found_by_its_webhooks() {
    long id = add("pushinpay", "Velha", Map.of("token", "1|a")).body().path("id").asLong();

    assertThat(send("DELETE", "/gateway-accounts/" + id, Map.of()).status()).isEqualTo(204);

    assertThat(
            text(
                "select active || ' ' || (deleted_at is null) as x from gateway_accounts where id = ?",
                id))
        .isEqualTo("false true");
    assertThat(send("DELETE", "/gateway-accounts/999999", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void an_edit_of_one_account_leaves_the_others_active_and_in_their_order() {
    var ids = new ArrayList<Long>();
    for (var name : new String[] {"Um", "Dois", "Três"}) {
      ids.add(add("pushinpay", name, Map.of("token", "1|a")).body().path("id").asLong());
    }
    var second = "/gateway-accounts/" + ids.get(1);

    var changed = send("PUT", second, Map.of("priority", 5, "reofferMinutes", 30));

    assertThat(changed.body().path("reofferMinutes").asInt()).isEqualTo(30);
    assertThat(
            text(
                """
                select string_agg(name || priority || active, ' ' order by priority, id) as x
                from gateway_accounts where name in ('Um', 'Dois', 'Três')
                """))
        .isEqualTo("Um0true Três0true Dois5true");
    assertThat(send("PUT", second, Map.of("reofferMinutes", 0)).status()).isEqualTo(400);
    assertThat(send("PUT", second, Map.of("reofferMinutes", 1441)).status()).isEqualTo(400);
    assertThat(send("PUT", second, Map.of("priority", -1)).status()).isEqualTo(400);
  }

  @Test
  void what_a_gateway_said_of_no_charge_of_ours_is_shown_without_the_buyers_data() {
    panel
        .sql()
        .update(
            """
            insert into gateway_events (organization_id, provider, provider_event_id, dedupe_key, purpose, payload,
              received_at, last_seen_at, outcome, seen_count)
            values (1, 'syncpay', '7:charge-1:completed:hash', 'syncpay:7', 'webhook', '{"client":"Fulano canaryName"}',
              now(), now(), 'unmatched', 3)
            """);

    var shown = panel.get("/gateway-events?state=unmatched").body();

    assertThat(shown.toString()).doesNotContain("canaryName");
    var event = shown.get(0);
    assertThat(event.path("gateway").asText()).isEqualTo("syncpay");
    assertThat(event.path("charge").asText()).isEqualTo("charge-1");
    assertThat(event.path("status").asText()).isEqualTo("completed");
    assertThat(event.path("seenCount").asInt()).isEqualTo(3);
    assertThat(panel.get("/gateway-events?state=mismatch").body()).isEmpty();
    var wrong = panel.get("/gateway-events?state=nada");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().path("detail").asText()).contains("unmatched", "nada");
  }

  @Test
  void money_to_give_back_is_shown_until_it_is_given_back() {
    panel
        .sql()
        .update(
            """
            with p as (
              insert into payments (transaction_id, provider, gateway, status, amount_cents, value_cents, organization_id,
                telegram_id)
              values ('BOT1_twice', 'syncpay', 'syncpay', 'paid', 1990, 1990, 1, 900000001) returning id)
            insert into refund_tasks (organization_id, payment_id, reason, amount_cents, task_key)
            select 1, id, 'second_charge', 1990, 'test' from p
            """);

    var task = panel.get("/refund-tasks").body().get(0);

    assertThat(task.path("transactionId").asText()).isEqualTo("BOT1_twice");
    assertThat(task.path("amountCents").asLong()).isEqualTo(1990);
    panel.sql().update("update refund_tasks set done_at = now()");
    assertThat(panel.get("/refund-tasks").body()).isEmpty();
  }

  private static Answer add(String gateway, String name, Map<String, String> credentials) {
    return send(
        "POST",
        "/gateway-accounts",
        Map.of("gateway", gateway, "name", name, "credentials", credentials));
  }

  private static Answer send(String method, String path, Map<String, ?> body) {
    return panel.send(method, path, body);
  }

  private static String text(String query, Object... parameters) {
    return panel.sql().one(query, row -> row.text("x"), parameters).orElseThrow();
  }
}
