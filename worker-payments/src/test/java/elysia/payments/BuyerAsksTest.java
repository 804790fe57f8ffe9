package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.model.PaymentId;
import elysia.model.wire.ReconcileCommand;
import elysia.model.wire.WorkQueue;
import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The button "check payment": the gateway is asked within its limits, the buyer is always
/// answered.
class BuyerAsksTest extends PaymentsWorldTest {
  @Test
  void a_buyer_who_asks_hears_what_the_gateway_answers() {
    var sale = world.sellerWithAccount().sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none());

    ask(sale, "a");

    world.awaitStatus(sale.payment(), "paid");
    await().atMost(SOON).until(() -> told(sale) == 1);
    assertThat(world.told(sale.payment(), "PRODUCT")).hasSize(1);
  }

  @Test
  void a_buyer_who_asks_again_hears_what_is_known_and_the_gateway_is_left_alone() {
    var sale = world.sellerWithAccount().sale(1990);

    List.of("a", "b", "c").forEach(question -> ask(sale, question));

    await().atMost(SOON).until(() -> told(sale) == 3);
    assertThat(
            world.rows.number(
                "select count(*) from payment_evidence where payment_id = ? and source = 'query'",
                sale.payment()))
        .isEqualTo(1);
    assertThat(world.status(sale.payment())).isEqualTo("pending");
  }

  @Test
  void a_buyer_who_asks_is_answered_while_the_gateway_is_down() {
    var sale = world.sellerWithAccount().sale(1990);
    world.sandbox.faults().add(Fault.of(Service.PUSHINPAY, Effect.status(500)));

    ask(sale, "a");

    await().atMost(SOON).until(() -> told(sale) == 1);
    assertThat(world.status(sale.payment())).isEqualTo("pending");
  }

  private static void ask(Sale sale, String question) {
    var key = "state:" + sale.payment() + ":" + question;
    world
        .bean(Outbox.class)
        .add(
            new OutboxMessage(
                WorkQueue.PAYMENTS_RECONCILE.command(),
                "reconcile:" + key,
                "reconcile",
                new ReconcileCommand(new PaymentId(sale.payment()), key)));
  }

  private static int told(Sale sale) {
    return world.told(sale.payment(), "STATE").size();
  }
}
