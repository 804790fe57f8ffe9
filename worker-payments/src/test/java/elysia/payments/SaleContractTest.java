package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.PaymentStatus;
import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a sale must come to at every gateway, over a real database, broker and fake gateway.
class SaleContractTest {
  private static final List<String> ONCE = List.of("deliveries 1", "pix_paid 1", "product 1");

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
  void a_paid_sale_is_delivered_once_however_often_the_gateway_says_so(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);

    world.sandbox.bank().pay(sale.charge(), Notice.times(6)); // in all shapes

    world.awaitStatus(sale.payment(), "paid");
    await().atMost(SOON).until(() -> book.seen(sale) == 6);
    assertThat(book.effects(sale)).isEqualTo(ONCE);
    assertThat(book.decisions(sale)).startsWith("applied").containsOnlyOnce("applied");
    assertThat(
            world.rows.text("select gateway_charge_id from payments where id = ?", sale.payment()))
        .isEqualTo(sale.charge());
  }

  @ParameterizedTest
  @CsvSource({
    "PUSHINPAY, 401",
    "PUSHINPAY, 422",
    "PUSHINPAY, 429",
    "SYNCPAY, 401",
    "SYNCPAY, 422",
    "SYNCPAY, 429"
  })
  void a_refusal_moves_on_to_the_next_account(Provider provider, int status) {
    var seller = world.sellerWithAccount(provider);
    seller.sale(990); // a login, where one is needed, is done
    var second = seller.account();
    world.sandbox.faults().add(Fault.of(provider.service(), Effect.status(status)));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "created");
    assertThat(book.accountOf(sale)).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "PUSHINPAY, 0, true",
    "PUSHINPAY, 0, false",
    "PUSHINPAY, 500, true",
    "PUSHINPAY, 503, false",
    "SYNCPAY, 0, true",
    "SYNCPAY, 0, false",
    "SYNCPAY, 500, true",
    "SYNCPAY, 503, false"
  })
  void without_a_usable_answer_the_buyer_gets_one_code_from_a_new_attempt(
      Provider provider, int status, boolean after) {
    var seller = world.sellerWithAccount(provider);
    seller.sale(990);
    var effect = status == 0 ? Effect.latency(Duration.ofMillis(2_500)) : Effect.status(status);
    world.sandbox.faults().add(Fault.of(provider.service(), after ? effect.after() : effect));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("unknown", "created");
    assertThat(world.told(sale.payment(), "PIX")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void the_same_webhook_in_parallel_over_two_workers_is_one_sale(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);
    var webhook = book.webhook(sale, PaymentStatus.PAID, 1990);

    try (var _ = world.start()) {
      IntStream.range(0, 50).parallel().forEach(_ -> world.door.publish(webhook));
      world.awaitStatus(sale.payment(), "paid");
      await().atMost(SOON).until(() -> book.seen(sale) == 50);
    }

    assertThat(book.effects(sale)).isEqualTo(ONCE);
    assertThat(book.outcomes(sale)).containsExactly("applied");
  }

  @ParameterizedTest
  @EnumSource
  void events_out_of_order_end_the_same_and_are_all_kept(Provider provider) {
    var seller = world.sellerWithAccount(provider);
    for (var order :
        List.of(
            List.of(PaymentStatus.PENDING, PaymentStatus.PAID, PaymentStatus.REFUNDED),
            List.of(PaymentStatus.PENDING, PaymentStatus.REFUNDED, PaymentStatus.PAID),
            List.of(PaymentStatus.PAID, PaymentStatus.PENDING, PaymentStatus.REFUNDED),
            List.of(PaymentStatus.PAID, PaymentStatus.REFUNDED, PaymentStatus.PENDING),
            List.of(PaymentStatus.REFUNDED, PaymentStatus.PENDING, PaymentStatus.PAID),
            List.of(PaymentStatus.REFUNDED, PaymentStatus.PAID, PaymentStatus.PENDING))) {
      var sale = seller.sale(1990);
      tell(sale, order);

      assertThat(world.status(sale.payment())).as("%s", order).isEqualTo("refunded");
      assertThat(book.outcomes(sale)).as("%s", order).hasSize(3);
      assertThat(book.effects(sale)).as("%s", order).isEqualTo(ONCE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void money_that_comes_after_the_end_of_the_charge_is_money(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);
    tell(sale, List.of(PaymentStatus.CANCELED));
    assertThat(world.status(sale.payment())).isEqualTo("canceled");

    world.sandbox.bank().expire(sale.charge(), Notice.none());
    world.sandbox.bank().pay(sale.charge(), Notice.once());

    world.awaitStatus(sale.payment(), "paid");
    assertThat(book.effects(sale)).isEqualTo(ONCE);
  }

  @ParameterizedTest
  @EnumSource
  void a_forged_webhook_is_not_believed(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);
    var paid = provider.word(PaymentStatus.PAID);

    // no charge token: the gateway is asked, and says no
    world.door.publish(book.webhook(sale, null, sale.charge(), paid, 1990));
    book.awaitOutcome(sale, "confirming");
    await().atMost(SOON).until(() -> book.decisions(sale).contains("repeated"));
    // another charge's id under this charge's token
    world.door.publish(book.webhook(sale, book.tokenOf(sale), "11112222-0000", paid, 1990));
    book.awaitOutcome(sale, "mismatch");

    book.assertUntouched(sale);
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_amount_pays_nothing(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);

    world.sandbox.bank().pay(sale.charge(), new Notice(1, OptionalLong.of(199_000)));

    book.awaitOutcome(sale, "mismatch");
    book.assertUntouched(sale);
  }

  @ParameterizedTest
  @EnumSource
  void a_sale_whose_webhook_was_lost_is_found_by_asking(Provider provider) {
    var sale = world.sellerWithAccount(provider).sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none());

    world.rows.update("update payments set next_check_at = now() where id = ?", sale.payment());

    world.awaitStatus(sale.payment(), "paid");
    assertThat(book.effects(sale)).isEqualTo(ONCE);
    assertThat(
            world.sandbox.calls().to(provider.service()).stream()
                .filter(call -> call.path().equals(provider.queryPath(sale.charge()))))
        .hasSize(1);
  }

  private static void tell(Sale sale, List<PaymentStatus> order) {
    for (var status : order) {
      int before = book.outcomes(sale).size();
      world.door.publish(book.webhook(sale, status, 1990));
      await().atMost(SOON).until(() -> book.outcomes(sale).size() > before);
    }
  }

  private static List<String> attempts(Sale sale) {
    return world.rows.texts(
        "select state from payment_attempts where payment_id = ? order by number", sale.payment());
  }
}
