package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.PaymentStatus;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What gateways tell us, over a real database, broker and gateway.
class WebhookTest {
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
  void a_paid_charge_is_delivered_once_when_the_webhook_comes_fifty_times() {
    var sale = world.sellerWithAccount().sale(1990);
    var webhook = book.webhook(sale, "paid", 1990);

    try (var _ = world.start()) { // a second worker beside the first
      IntStream.range(0, 50).parallel().forEach(_ -> world.door.publish(webhook));
      world.awaitStatus(sale.payment(), "paid");
      await().atMost(SOON).until(() -> book.seen(sale) == 50);
    }

    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    assertThat(book.decisions(sale)).containsExactly("applied");
    assertThat(book.outcomes(sale)).containsExactly("applied");
  }

  @Test
  void a_sale_paid_in_the_bank_is_paid_here_in_json_and_in_a_form() {
    var seller = world.sellerWithAccount();
    for (int i = 0; i < 2; i++) {
      var sale = seller.sale(1990 + i);

      world.sandbox.bank().pay(sale.charge(), Notice.times(2)); // JSON, then a form

      world.awaitStatus(sale.payment(), "paid");
      await().atMost(SOON).until(() -> book.decisions(sale).size() == 2);
      assertThat(book.decisions(sale)).containsExactly("applied", "repeated");
      assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    }
  }

  @Test
  void a_buyer_is_marked_and_his_downsells_are_canceled() {
    var sale = world.sellerWithAccount().sale(1990);
    world.rows.update(
        """
        with d as (
          insert into bot_downsells (slug, name, content) select b.slug, 'Oferta', '{}' from bots b
          join payments p on p.bot_id = b.id where p.id = ? returning id, slug)
        insert into downsells_queue
          (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger, event_id)
        select d.id, d.slug, d.slug, p.telegram_id::text, p.telegram_id, now(), now(), 'pix', 'ds:' || p.id
        from d, payments p where p.id = ?
        """,
        sale.payment(),
        sale.payment());

    world.door.publish(book.webhook(sale, "paid", 1990));

    world.awaitStatus(sale.payment(), "paid");
    assertThat(
            world.rows.text(
                "select status || ' ' || cancel_reason from downsells_queue where event_id = ?",
                "ds:" + sale.payment()))
        .isEqualTo("canceled paid");
    assertThat(
            world.rows.text(
                """
                select u.has_paid and u.has_purchase from bot_users u
                join payments p on p.bot_user_id = u.id where p.id = ?
                """,
                sale.payment()))
        .isEqualTo("true");
  }

  @Test
  void a_webhook_that_overtakes_our_commit_is_paid_once() {
    var seller = world.sellerWithAccount();
    world
        .sandbox
        .faults()
        .add(Fault.of(Service.PUSHINPAY, Effect.latency(Duration.ofMillis(1_200)).after()));
    int before = world.sandbox.bank().newest().size();

    var press = seller.press(1990);
    await().atMost(SOON).until(() -> world.sandbox.bank().newest().size() > before);
    var charge = world.sandbox.bank().newest().getFirst().id().orElseThrow();
    world.sandbox.bank().pay(charge, Notice.once()); // its answer is still on the way

    await()
        .atMost(SOON)
        .until(
            () -> world.rows.texts("select status from payments where charge_key = ?", press.key()),
            List.of("paid")::equals);
    var payment = world.rows.number("select id from payments where charge_key = ?", press.key());
    assertThat(world.told(payment, "PRODUCT")).hasSize(1);
  }

  @Test
  void an_unknown_status_word_is_kept_and_changes_nothing() {
    var sale = world.sellerWithAccount().sale(1990);

    world.door.publish(book.webhook(sale, "approved", 1990));

    book.awaitOutcome(sale, "unknown_status");
    book.assertUntouched(sale);
  }

  @Test
  void three_events_of_one_charge_are_three_rows_in_every_order() {
    var seller = world.sellerWithAccount();
    for (var order :
        List.of(
            List.of("created", "paid", "refunded"),
            List.of("refunded", "paid", "created"),
            List.of("refunded", "created", "paid"),
            List.of("paid", "refunded", "created"))) {
      var sale = seller.sale(1990);
      for (var status : order) {
        int before = book.outcomes(sale).size();
        world.door.publish(book.webhook(sale, status, 1990));
        await().atMost(SOON).until(() -> book.outcomes(sale).size() > before);
      }

      world.awaitStatus(sale.payment(), "refunded");
      assertThat(book.outcomes(sale)).hasSize(3);
      assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    }
  }

  @Test
  void a_cancellation_after_the_payment_is_refused() {
    var sale = world.sellerWithAccount().sale(1990);
    world.door.publish(book.webhook(sale, "paid", 1990));
    world.awaitStatus(sale.payment(), "paid");

    world.door.publish(book.webhook(sale, "canceled", 1990));

    book.awaitOutcome(sale, "refused");
    assertThat(world.status(sale.payment())).isEqualTo("paid");
    assertThat(toldInAll(sale)).isEqualTo(2); // the code and the product, and nothing since
  }

  @Test
  void a_refund_changes_the_payment_once_and_sends_nothing_twice() {
    var sale = world.sellerWithAccount().sale(1990);
    world.door.publish(book.webhook(sale, PaymentStatus.PAID, 1990));
    world.awaitStatus(sale.payment(), "paid");

    world.door.publish(book.webhook(sale, PaymentStatus.REFUNDED, 1990));
    world.awaitStatus(sale.payment(), "refunded");
    world.door.publish(book.webhook(sale, "REFUNDED", 1990));
    world.door.publish(book.webhook(sale, PaymentStatus.PAID, 1990));
    await().atMost(SOON).until(() -> book.seen(sale) == 4);

    assertThat(world.status(sale.payment())).isEqualTo("refunded");
    assertThat(toldInAll(sale)).isEqualTo(2);
    assertThat(
            world.rows.number(
                "select count(*) from payment_evidence where payment_id = ? and status = 'refunded' and decision = 'applied'",
                sale.payment()))
        .isEqualTo(1);
  }

  @Test
  void three_events_of_one_charge_and_two_of_another_are_five_rows() {
    var seller = world.sellerWithAccount();
    var one = seller.sale(1990);
    var two = seller.sale(1990);

    for (var status : List.of(PaymentStatus.PENDING, PaymentStatus.PAID, PaymentStatus.CANCELED)) {
      world.door.publish(book.webhook(one, status, 1990));
    }
    for (var status : List.of(PaymentStatus.PENDING, PaymentStatus.PAID)) {
      world.door.publish(book.webhook(two, status, 1990));
    }

    await().atMost(SOON).until(() -> book.outcomes(one).size() + book.outcomes(two).size() == 5);
    assertThat(
            world.rows.texts(
                "select distinct dedupe_key from gateway_events where payment_id in (?, ?)",
                one.payment(),
                two.payment()))
        .hasSize(5);
    world.awaitStatus(one.payment(), "paid");
    world.awaitStatus(two.payment(), "paid");
  }

  private static long toldInAll(PaymentsWorld.Sale sale) {
    return world.rows.number(
        "select count(*) from outbox where topic = 'elysia.cmd/messages.deliver' and payload ->> 'payment' = ?",
        Long.toString(sale.payment()));
  }

  @Test
  void a_payment_after_the_expiry_is_still_money() {
    var sale = world.sellerWithAccount().sale(1990);
    world.door.publish(book.webhook(sale, "expired", 1990));
    world.awaitStatus(sale.payment(), "expired");

    world.door.publish(book.webhook(sale, "paid", 1990));

    world.awaitStatus(sale.payment(), "paid");
    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
  }

  @Test
  void a_paid_webhook_is_audited_by_a_query_later() {
    var sale = world.sellerWithAccount().sale(1990);
    world.door.publish(book.webhook(sale, "paid", 1990)); // the bank knows nothing of it
    world.awaitStatus(sale.payment(), "paid");

    world.rows.update(
        "update payments set next_check_at = now() where id = ? and next_check_at > now()",
        sale.payment());

    await().atMost(SOON).until(() -> book.decisions(sale).equals(List.of("applied", "refused")));
    assertThat(world.status(sale.payment())).isEqualTo("paid");
  }
}
