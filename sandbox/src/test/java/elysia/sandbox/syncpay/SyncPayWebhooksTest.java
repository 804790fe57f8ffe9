package elysia.sandbox.syncpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.SandboxServer;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.bank.Notice;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What SyncPay tells its sellers, unasked.
class SyncPayWebhooksTest {
  private SandboxServer sandbox;
  private WebhookReceiver receiver;
  private SyncPayCaller seller;

  @BeforeEach
  void start() throws IOException {
    sandbox = SandboxServer.start(0);
    receiver = new WebhookReceiver();
    seller = new SyncPayCaller(sandbox, receiver.url("/webhook"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void a_webhook_asked_for_under_another_name_never_comes() {
    var url = receiver.url("/webhook");
    var deaf =
        seller
            .cashIn("{\"amount\":19.90,\"postbackUrl\":\"%s\"}".formatted(url), seller.token())
            .json();
    var heard =
        seller
            .cashIn("{\"amount\":29.90,\"webhook_url\":\"%s\"}".formatted(url), seller.token())
            .json();

    sandbox.bank().pay(deaf.path("identifier").asText(), Notice.once());
    sandbox.bank().pay(heard.path("identifier").asText(), Notice.once());

    await().until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received())
        .singleElement()
        .extracting(webhook -> webhook.json().at("/data/id").asText())
        .isEqualTo(heard.path("identifier").asText());
  }

  @Test
  void three_webhooks_have_three_shapes() {
    var id = seller.charge(1990);

    sandbox.bank().pay(id, Notice.times(3));

    await().until(() -> receiver.received().size() == 3);
    assertThat(receiver.received())
        .allSatisfy(webhook -> assertThat(webhook.header("Event")).isEqualTo("cashin.update"))
        .allSatisfy(webhook -> assertThat(webhook.header("Authorization")).isEmpty());
    var envelope = receiver.received().get(0).json().path("data");
    assertThat(envelope.path("amount").decimalValue()).isEqualByComparingTo("19.90");
    assertThat(envelope.path("final_amount").decimalValue()).isEqualByComparingTo("18.91");
    assertThat(envelope.path("status").asText()).isEqualTo("completed");
    assertThat(envelope.path("end_to_end").asText()).startsWith("E12345678");
    var flat = receiver.received().get(1).json();
    assertThat(flat.path("amount").textValue()).isEqualTo("19.90");
    assertThat(flat.path("id").asText()).isEqualTo(id);
    var legacy = receiver.received().get(2).json().path("data");
    assertThat(legacy.path("status").asText()).isEqualTo("PAID_OUT");
    assertThat(legacy.path("idtransaction").asText()).isEqualTo(id);
  }

  @Test
  void a_webhook_may_lie_about_the_amount() {
    var id = seller.charge(1990);

    sandbox.bank().pay(id, new Notice(1, OptionalLong.of(100)));

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().json().at("/data/amount").decimalValue())
        .isEqualByComparingTo("1.00");
  }

  @Test
  void a_withdrawal_comes_to_the_same_address_and_only_its_header_says_so() {
    var id = seller.charge(1990);

    sandbox.syncPay().withdraw(id);

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().header("Event")).isEqualTo("cashout.update");
    assertThat(receiver.received().getFirst().json().at("/data/status").asText())
        .isEqualTo("completed");
    assertThat(seller.status(id)).isEqualTo("pending");
  }

  @Test
  void a_hook_of_the_account_hears_of_every_charge_with_its_token() {
    var hook =
        seller
            .call(
                "POST",
                "/webhooks",
                "{\"title\":\"Vendas\",\"url\":\"%s\",\"event\":\"cashin\",\"trigger_all_products\":true}"
                    .formatted(receiver.url("/hook")),
                seller.token())
            .json();

    seller.cashIn("{\"amount\":19.90}", seller.token());

    await().until(() -> receiver.received().size() == 1);
    assertThat(receiver.received().getFirst().header("Event")).isEqualTo("cashin.create");
    assertThat(receiver.received().getFirst().header("Authorization"))
        .isEqualTo("Bearer " + hook.path("token").asText());
  }
}
