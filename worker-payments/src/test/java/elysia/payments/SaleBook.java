package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.GatewayAccountId;
import elysia.model.PaymentStatus;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.GatewayWebhook;
import elysia.payments.PaymentsWorld.Sale;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a sale has come to, and webhooks about it.
final class SaleBook {
  private final PaymentsWorld world;

  SaleBook(PaymentsWorld world) {
    this.world = world;
  }

  /// The press's sale once its buyer sees a code.
  Sale shown(ChargeCommand press, Provider provider) {
    var query =
        """
        select id, transaction_id, gateway_charge_id from payments
        where charge_key = ? and pix_copy_paste is not null
        """;
    await().atMost(SOON).until(() -> world.rows.all(query, press.key()).size() == 1);
    var row = world.rows.one(query, press.key());
    return new Sale(
        provider,
        Long.parseLong(String.valueOf(row.get("id"))),
        String.valueOf(row.get("transaction_id")),
        String.valueOf(row.get("gateway_charge_id")));
  }

  void assertUntouched(Sale sale) {
    assertThat(world.status(sale.payment())).isEqualTo("pending");
    assertThat(effects(sale)).containsExactly("deliveries 0", "pix_paid 0", "product 0");
  }

  List<String> effects(Sale sale) {
    return List.of(
        "deliveries "
            + world.rows.number(
                "select count(*) from deliveries where payment_id = ?", sale.payment()),
        "pix_paid "
            + world.rows.number(
                "select count(*) from outbox where message_id = ?",
                "fe:pix_paid:" + sale.transactionId()),
        "product " + world.told(sale.payment(), "PRODUCT").size());
  }

  List<String> decisions(Sale sale) {
    return world.rows.texts(
        "select decision from payment_evidence where payment_id = ? order by id", sale.payment());
  }

  List<String> outcomes(Sale sale) {
    return world.rows.texts(
        "select outcome from gateway_events where payment_id = ? order by id", sale.payment());
  }

  void awaitOutcome(Sale sale, String outcome) {
    await().atMost(SOON).until(() -> outcomes(sale), found -> found.contains(outcome));
  }

  long seen(Sale sale) {
    return world.rows.number(
        "select coalesce(sum(seen_count), 0) from gateway_events where payment_id = ?",
        sale.payment());
  }

  GatewayWebhook webhook(Sale sale, PaymentStatus status, long cents) {
    return webhook(sale, sale.provider().word(status), cents);
  }

  GatewayWebhook webhook(Sale sale, String status, long cents) {
    return webhook(sale, tokenOf(sale), sale.charge(), status, cents);
  }

  GatewayWebhook webhook(
      Sale sale, @Nullable String tokenHash, String charge, String status, long cents) {
    var body = sale.provider().body(charge, status, cents);
    return new Paper(sale.provider(), accountOf(sale), tokenHash, body).webhook();
  }

  String tokenOf(Sale sale) {
    return world.rows.text(
        "select charge_token_hash from payment_attempts where payment_id = ? and state = 'created'",
        sale.payment());
  }

  GatewayAccountId accountOf(Sale sale) {
    return new GatewayAccountId(
        world.rows.number("select gateway_account_id from payments where id = ?", sale.payment()));
  }

  /// A webhook as the gateway writes it.
  record Paper(
      Provider provider, GatewayAccountId account, @Nullable String tokenHash, String body) {
    GatewayWebhook webhook() {
      return new GatewayWebhook(
          provider.code(),
          account,
          tokenHash,
          Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)),
          "application/json",
          null,
          provider.headers(),
          Instant.now());
    }
  }
}
