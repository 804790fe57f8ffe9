package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Charges that no webhook told us about. Time is turned by moving the rows into the past.
class ReconcileTest extends PaymentsWorldTest {
  @Test
  void a_sale_whose_webhook_was_lost_is_found() {
    var sale = world.sellerWithAccount().sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none());

    due(sale, "2 minutes");

    world.awaitStatus(sale.payment(), "paid");
    assertThat(world.told(sale.payment(), "PRODUCT")).hasSize(1);
    assertThat(nextCheck(sale)).isEqualTo("null");
  }

  @Test
  void an_unpaid_sale_is_asked_about_again_at_the_next_step() {
    var sale = world.sellerWithAccount().sale(1990);

    due(sale, "2 minutes");

    await().atMost(SOON).until(() -> decisions(sale).equals(List.of("repeated")));
    assertThat(
            world.rows.text(
                "select round(extract(epoch from next_check_at - pix_created_at)) from payments where id = ?",
                sale.payment()))
        .isEqualTo("300");
  }

  @Test
  void a_charge_is_never_asked_about_twice_in_a_minute() {
    var sale = world.sellerWithAccount().sale(1990);
    due(sale, "2 minutes");
    await().atMost(SOON).until(() -> decisions(sale).size() == 1);

    for (int i = 0; i < 3; i++) {
      world.rows.update("update payments set next_check_at = now() where id = ?", sale.payment());
      await()
          .atMost(SOON)
          .until(
              () ->
                  world.rows.text(
                      "select next_check_at = queried_at + interval '65 seconds' from payments where id = ?",
                      sale.payment()),
              "true"::equals);
    }

    assertThat(queries(sale)).isEqualTo(1);
  }

  @Test
  void a_sale_expires_after_a_day_when_the_gateway_says_it_is_not_paid() {
    var sale = world.sellerWithAccount().sale(1990);

    due(sale, "25 hours");

    world.awaitStatus(sale.payment(), "expired");
    await().atMost(SOON).until(() -> nextCheck(sale).equals("null"));
    assertThat(decisions(sale)).containsExactly("repeated", "applied");

    world.sandbox.bank().pay(sale.charge(), Notice.once()); // late money
    world.awaitStatus(sale.payment(), "paid");
  }

  @Test
  void a_sale_does_not_expire_while_the_gateway_does_not_answer() {
    var sale = world.sellerWithAccount().sale(1990);
    world.sandbox.faults().add(Fault.of(Service.PUSHINPAY, Effect.status(500)));

    due(sale, "25 hours");

    await().atMost(SOON).until(() -> nextCheckIn(sale).startsWith("00:59"));
    assertThat(world.status(sale.payment())).isEqualTo("pending");
  }

  @Test
  void a_charge_that_never_came_to_an_end_is_given_up() {
    var seller = world.sellerWithAccount();
    world.rows.update("update gateway_accounts set active = false"); // no attempt is begun
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    world.rows.update(
        """
        insert into payments (transaction_id, provider, status, amount_cents, value_cents, bot_id, bot_user_id,
          telegram_id, organization_id, offer_id, next_check_at)
        select 'BOT_crashed', 'pushinpay', 'pending', 1990, 1990, u.bot_id, u.id, u.telegram_id, u.organization_id, ?, now()
        from bot_users u where u.id = ?
        """,
        offer.value(),
        buyer.value());
    var payment = world.rows.number("select id from payments where transaction_id = 'BOT_crashed'");

    world.awaitStatus(payment, "failed");

    assertThat(world.told(payment, "CHARGE_FAILED")).hasSize(1);
    world.rows.update("update gateway_accounts set active = true");
  }

  /// Makes the sale `age` old, and due for a check.
  private static void due(Sale sale, String age) {
    world.rows.update(
        """
        update payments set pix_created_at = now() - ?::interval, next_check_at = now() where id = ?
        """,
        age,
        sale.payment());
  }

  private static List<String> decisions(Sale sale) {
    return world.rows.texts(
        "select decision from payment_evidence where payment_id = ? order by id", sale.payment());
  }

  private static String nextCheck(Sale sale) {
    return world.rows.text("select next_check_at from payments where id = ?", sale.payment());
  }

  private static String nextCheckIn(Sale sale) {
    return world.rows.text(
        "select (next_check_at - now())::text from payments where id = ?", sale.payment());
  }

  private static long queries(Sale sale) {
    return world.sandbox.calls().to(Service.PUSHINPAY).stream()
        .filter(call -> call.path().equals("/transactions/" + sale.charge()))
        .count();
  }
}
