package elysia.payments;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.gateways.GatewayAccounts;
import elysia.model.GatewayAccountId;
import elysia.runtime.RunningDeployable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstAccountTest {
  private static final String TOKEN = "7|abcdefghijklmnopqrstuvwxyz";

  @Test
  void the_token_of_the_environment_becomes_one_account_however_many_workers_start()
      throws IOException {
    try (var world = new PaymentsWorld()) {
      var environment = new HashMap<>(world.environment());
      environment.put("PUSHINPAY_TOKEN", TOKEN);

      IntStream.range(0, 3)
          .parallel()
          .mapToObj(_ -> WorkerPaymentsApplication.DEPLOYABLE.start(environment))
          .forEach(RunningDeployable::close);

      var accounts =
          world.rows.all(
              "select a.id, a.name, o.slug from gateway_accounts a join organizations o on o.id = a.organization_id");
      assertThat(accounts).hasSize(1);
      assertThat(accounts.getFirst())
          .containsEntry("name", "PushinPay (ambiente)")
          .containsEntry("slug", "default");
      var id = Long.parseLong(String.valueOf(accounts.getFirst().get("id")));
      assertThat(
              world
                  .bean(GatewayAccounts.class)
                  .find(new GatewayAccountId(id))
                  .orElseThrow()
                  .credentials())
          .containsEntry("token", TOKEN);
      assertThat(
              world.rows.texts(
                  "select payload ->> 'id' from outbox where topic = 'elysia.evt/gateway_account.changed'"))
          .isEqualTo(List.of(Long.toString(id)));
      assertNothingReadable(world);

      world.rows.update("update gateway_accounts set active = false, deleted_at = now()");
      WorkerPaymentsApplication.DEPLOYABLE.start(environment).close();
      assertThat(world.rows.number("select count(*) from gateway_accounts")).isEqualTo(1);
    }
  }

  @Test
  void both_gateways_accounts_come_from_the_environment_and_half_a_credential_makes_none()
      throws IOException {
    try (var world = new PaymentsWorld()) {
      var environment = new HashMap<>(world.environment());
      environment.put("PUSHINPAY_TOKEN", TOKEN);
      environment.put("SYNCPAY_CLIENT_ID", "client-of-ours");

      WorkerPaymentsApplication.DEPLOYABLE.start(environment).close();
      assertThat(world.rows.texts("select gateway from gateway_accounts"))
          .containsExactly("pushinpay");
      environment.put("SYNCPAY_CLIENT_SECRET", "secret-of-ours");
      WorkerPaymentsApplication.DEPLOYABLE.start(environment).close();

      assertThat(world.rows.texts("select gateway || ' ' || name from gateway_accounts order by 1"))
          .containsExactly("pushinpay PushinPay (ambiente)", "syncpay SyncPay (ambiente)");
      var id = world.rows.number("select id from gateway_accounts where gateway = 'syncpay'");
      assertThat(
              world
                  .bean(GatewayAccounts.class)
                  .find(new GatewayAccountId(id))
                  .orElseThrow()
                  .credentials())
          .containsEntry("client_id", "client-of-ours")
          .containsEntry("client_secret", "secret-of-ours");
    }
  }

  private static void assertNothingReadable(PaymentsWorld world) {
    assertThat(
            world.rows.texts(
                "select credentials_sealed || webhook_token_sealed || webhook_token_hash from gateway_accounts"))
        .noneMatch(row -> row.contains("abcdefghij"));
  }
}
