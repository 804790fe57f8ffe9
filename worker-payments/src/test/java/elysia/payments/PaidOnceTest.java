package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.payments.Evidence;
import elysia.model.PaymentId;
import elysia.model.PaymentStatus;
import elysia.payments.status.PaymentStatusChange;
import elysia.sandbox.bank.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whoever says it, and however often: a sale is paid once, with the same effects.
class PaidOnceTest {
  private static PaymentsWorld world;
  private static SaleBook book;

  @BeforeAll
  static void open() throws IOException {
    world = new PaymentsWorld();
    book = new SaleBook(world);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void the_same_event_a_thousand_times_beside_the_reconciler_is_one_sale() throws Exception {
    var sale = world.sellerWithAccount().sale(1990);
    var webhook = book.webhook(sale, PaymentStatus.PAID, 1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none()); // so that a query says it too

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        threads.execute(() -> world.door.publish(webhook));
      }
      await()
          .atMost(SOON)
          .until(
              () -> {
                world.rows.update(
                    "update payments set next_check_at = now() where id = ? and queried_at is null",
                    sale.payment());
                return book.decisions(sale).size() == 2;
              });
    }

    await().atMost(SOON).until(() -> book.seen(sale) == 1_000);
    assertThat(book.decisions(sale)).containsExactly("applied", "repeated");
    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
  }

  @Test
  void each_way_of_getting_paid_has_the_same_effects() {
    var seller = world.sellerWithAccount();
    var byWebhook = seller.sale(1990);
    var byQuery = seller.sale(1990);
    var byHand = seller.sale(1990);

    world.door.publish(book.webhook(byWebhook, PaymentStatus.PAID, 1990));
    world.sandbox.bank().pay(byQuery.charge(), Notice.none());
    world.rows.update("update payments set next_check_at = now() where id = ?", byQuery.payment());
    world
        .bean(PaymentStatusChange.class)
        .apply(
            new PaymentId(byHand.payment()),
            new Evidence(
                Evidence.Source.MANUAL,
                null,
                null,
                "pago",
                PaymentStatus.PAID,
                null,
                Instant.now()));

    for (var sale : List.of(byWebhook, byQuery, byHand)) {
      world.awaitStatus(sale.payment(), "paid");
      assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
      assertThat(
              world.rows.text(
                  """
                  select u.has_paid and u.has_purchase and p.paid_at is not null
                  from payments p join bot_users u on u.id = p.bot_user_id where p.id = ?
                  """,
                  sale.payment()))
          .isEqualTo("true");
    }
  }
}
