package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.PaymentStatus;
import elysia.payments.PaymentsWorld.Sale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One sale's events in any order: the same end, every body kept (L43). All orders are played
/// against the rules in DecisionTest; here some of them go through broker and database.
class EveryOrderTest {
  private static final int ORDERS = 12;
  private static final List<PaymentStatus> EVENTS =
      List.of(
          PaymentStatus.PENDING,
          PaymentStatus.EXPIRED,
          PaymentStatus.PAID,
          PaymentStatus.DISPUTED,
          PaymentStatus.REFUNDED);

  @Test
  void shuffled_events_end_the_same_and_every_body_is_kept() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    try (var world = new PaymentsWorld()) {
      var book = new SaleBook(world);
      var seller = world.sellerWithAccount(Provider.SYNCPAY);
      for (int i = 0; i < ORDERS; i++) {
        var order = new ArrayList<>(EVENTS);
        Collections.shuffle(order, random);
        var sale = seller.sale(1990);
        var bodies = new ArrayList<String>();
        for (var status : order) {
          var webhook = book.webhook(sale, status, 1990);
          bodies.add(text(webhook.bodyBase64()));
          world.door.publish(webhook);
          await().atMost(SOON).until(() -> book.outcomes(sale).size() == bodies.size());
        }

        var history = "seed %d: %s".formatted(seed, order);
        assertThat(world.status(sale.payment())).as(history).isEqualTo("refunded");
        assertThat(book.effects(sale))
            .as(history)
            .containsExactly("deliveries 1", "pix_paid 1", "product 1");
        assertThat(bodies).as(history).allMatch(body -> kept(world, sale, body) == 1);
      }
    }
  }

  private static long kept(PaymentsWorld world, Sale sale, String body) {
    return world.rows.number(
        "select count(*) from gateway_events where payment_id = ? and payload = ?::jsonb",
        sale.payment(),
        body);
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
