package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Presses that do not get their code at the first try, or at all.
class ChargeRefusalTest extends PaymentsWorldTest {
  @Test
  void a_refusal_moves_on_to_the_next_account() {
    var seller = world.seller();
    var refused = seller.account();
    var good = seller.account();
    world.revoke(seller.provider, refused);

    var sale = seller.sale(1990);

    assertThat(
            world.rows.texts(
                "select state from payment_attempts where payment_id = ? order by number",
                sale.payment()))
        .containsExactly("rejected", "created");
    assertThat(
            world.rows.number(
                "select gateway_account_id from payments where id = ?", sale.payment()))
        .isEqualTo(good.value());
  }

  @Test
  void when_all_accounts_refuse_the_buyer_is_told() {
    var seller = world.seller();
    world.revoke(seller.provider, seller.account());

    var press = seller.press(1990);

    var payment = awaitFailed(press.key());
    assertThat(world.told(payment, "CHARGE_FAILED")).hasSize(1);
    assertThat(world.told(payment, "PIX")).isEmpty();
  }

  @Test
  void without_an_account_the_buyer_is_told() {
    var press = world.seller().press(1990);

    var payment = awaitFailed(press.key());
    assertThat(world.told(payment, "CHARGE_FAILED")).hasSize(1);
    assertThat(
            world.rows.number(
                "select count(*) from payment_attempts where payment_id = ?", payment))
        .isZero();
  }

  @Test
  void a_charge_that_timed_out_is_followed_by_another_one_and_honoured_if_paid() {
    var seller = world.sellerWithAccount();
    world
        .sandbox
        .faults()
        .add(Fault.of(Service.PUSHINPAY, Effect.latency(Duration.ofMillis(2_500)).after()));

    var sale = seller.sale(1990);

    assertThat(
            world.rows.texts(
                "select state from payment_attempts where payment_id = ? order by number",
                sale.payment()))
        .containsExactly("unknown", "created");
    assertThat(world.told(sale.payment(), "PIX")).hasSize(1);

    var orphan = orphanOf(sale.charge());
    world.sandbox.bank().pay(orphan, elysia.sandbox.bank.Notice.once());
    world.awaitStatus(sale.payment(), "paid");
    assertThat(
            world.rows.text("select gateway_charge_id from payments where id = ?", sale.payment()))
        .isEqualTo(orphan);

    world.sandbox.bank().pay(sale.charge(), elysia.sandbox.bank.Notice.once());
    await()
        .atMost(SOON)
        .until(
            () ->
                world
                    .rows
                    .texts(
                        "select decision from payment_evidence where payment_id = ?",
                        sale.payment())
                    .contains("second_payment"));
    assertThat(world.told(sale.payment(), "PRODUCT")).hasSize(1);
  }

  @Test
  void a_price_below_the_minimum_is_never_sent_to_the_gateway() {
    int before = world.creates(Provider.PUSHINPAY);

    var press = world.sellerWithAccount().press(49);

    awaitFailed(press.key());
    assertThat(world.creates(Provider.PUSHINPAY)).isEqualTo(before);
  }

  private static String orphanOf(String charge) {
    await().atMost(Duration.ofSeconds(5)).until(() -> world.sandbox.bank().newest().size() >= 2);
    return world.sandbox.bank().newest().stream()
        .map(view -> view.id().orElseThrow())
        .filter(id -> !id.equals(charge))
        .findFirst()
        .orElseThrow();
  }

  private static long awaitFailed(String pressKey) {
    await()
        .atMost(SOON)
        .until(
            () -> world.rows.texts("select status from payments where charge_key = ?", pressKey),
            statuses -> statuses.contains("failed"));
    return world.rows.number("select id from payments where charge_key = ?", pressKey);
  }
}
