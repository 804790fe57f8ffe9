package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.BotUserId;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Money that comes twice for one thing: nothing is lost, and somebody is told to give it back.
class DoublePaymentTest {
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

  @AfterEach
  void mend() {
    world.sandbox.faults().clear();
  }

  @ParameterizedTest
  @EnumSource
  void an_orphan_and_its_successor_both_paid_are_one_delivery_and_one_refund(Provider provider) {
    var seller = world.sellerWithAccount(provider);
    seller.sale(990);
    world
        .sandbox
        .faults()
        .add(Fault.of(provider.service(), Effect.latency(Duration.ofMillis(2_500)).after()));
    var sale = seller.sale(4990);
    var orphan =
        world.sandbox.bank().newest().stream()
            .filter(charge -> charge.amount().orElseThrow().minor() == 4990)
            .map(charge -> charge.id().orElseThrow())
            .filter(id -> !id.equals(sale.charge()))
            .findFirst()
            .orElseThrow();

    world.sandbox.bank().pay(orphan, Notice.times(2));
    world.awaitStatus(sale.payment(), "paid");
    world.sandbox.bank().pay(sale.charge(), Notice.times(3));
    await().atMost(SOON).until(() -> book.decisions(sale).contains("second_payment"));
    await().atMost(SOON).until(() -> book.seen(sale) == 5);

    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    assertThat(tasks(seller.organization.value())).containsExactly("second_charge 4990 BRL");
  }

  @Test
  void a_code_and_the_one_it_replaced_both_paid_are_delivered_and_one_is_to_be_refunded() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    seller.press(buyer, offer);
    await().atMost(SOON).until(() -> codes(buyer).size() == 1);
    world.rows.update(
        "update payments set offered_until = now() where bot_user_id = ?", buyer.value());
    seller.press(buyer, offer);
    await().atMost(SOON).until(() -> codes(buyer).size() == 2);

    for (var charge : codes(buyer).reversed()) { // the older one late
      world.sandbox.bank().pay(charge, Notice.once());
    }

    await().atMost(SOON).until(() -> paid(buyer) == 2);
    assertThat(tasks(seller.organization.value())).containsExactly("replaced_code 1990 BRL");
  }

  @Test
  void who_buys_again_after_he_has_paid_gets_nothing_back() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    for (int bought = 1; bought <= 2; bought++) {
      int expected = bought;
      seller.press(buyer, offer);
      await().atMost(SOON).until(() -> codes(buyer).size() == expected);
      world.sandbox.bank().pay(codes(buyer).getLast(), Notice.once());
      await().atMost(SOON).until(() -> paid(buyer) == expected);
    }

    assertThat(tasks(seller.organization.value())).isEmpty();
  }

  private static List<String> codes(BotUserId buyer) {
    return world.rows.texts(
        "select gateway_charge_id from payments where bot_user_id = ? and pix_copy_paste is not null order by id",
        buyer.value());
  }

  private static long paid(BotUserId buyer) {
    return world.rows.number(
        "select count(*) from payments where bot_user_id = ? and status = 'paid'", buyer.value());
  }

  private static List<String> tasks(long organization) {
    return world.rows.texts(
        "select reason || ' ' || amount_cents || ' ' || currency from refund_tasks where organization_id = ?",
        organization);
  }
}
