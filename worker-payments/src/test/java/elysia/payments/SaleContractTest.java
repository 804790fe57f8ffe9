package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import elysia.model.PaymentStatus;
import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a sale must come to at every gateway, over a real database, broker and fake gateway.
class SaleContractTest {
  private static final List<String> ONCE = List.of("deliveries 1", "pix_paid 1", "product 1");

  private static PaymentsWorld world;
  private static SaleBook book;

  @BeforeAll
  static void open() throws IOException {
    world = new PaymentsWorld(5); // the ladder's 5 s are one
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

  static Stream<Arguments> refusals() {
    return each(401, 403, 422, 429);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_moves_on_to_the_next_account(Provider provider, int status) {
    var seller = world.sellerWithAccount(provider);
    var second = seller.account();
    breakNextCreate(provider, Effect.status(status));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "created");
    assertThat(book.accountOf(sale)).isEqualTo(second);
  }

  static Stream<Arguments> doubts() {
    var slow = Effect.latency(Duration.ofMillis(2_500));
    var cut = Effect.noAnswer(Duration.ZERO);
    var effects =
        List.of(
            Effect.status(500),
            Effect.status(500).after(),
            Effect.html(),
            Effect.html().after(),
            new Effect.Html(200, Effect.When.AFTER),
            cut,
            cut.after(),
            slow,
            slow.after());
    return Stream.of(Provider.values())
        .flatMap(provider -> effects.stream().map(effect -> arguments(provider, effect)));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void without_a_usable_answer_the_buyer_gets_one_code_from_another_attempt(
      Provider provider, Effect effect) {
    var seller = world.sellerWithAccount(provider);
    seller.account();
    breakNextCreate(provider, effect);

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("unknown", "created");
    assertThat(world.told(sale.payment(), "PIX")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void an_only_account_that_does_not_answer_is_asked_again_a_little_later(Provider provider) {
    var seller = world.sellerWithAccount(provider);
    breakNextCreate(provider, Effect.status(503));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("unknown", "created");
    assertThat(world.told(sale.payment(), "CHARGE_FAILED")).isEmpty();
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
  void a_webhook_that_overtakes_our_commit_is_paid_once(Provider provider) {
    var seller = world.sellerWithAccount(provider);
    breakNextCreate(provider, Effect.latency(Duration.ofMillis(500)).after());
    var known = world.sandbox.bank().newest().getFirst();

    var press = seller.press(1990);
    await().atMost(SOON).until(() -> !world.sandbox.bank().newest().getFirst().equals(known));
    var charge = world.sandbox.bank().newest().getFirst().id().orElseThrow();
    world.sandbox.bank().pay(charge, Notice.times(2)); // the answer is still on its way

    await()
        .atMost(SOON)
        .until(
            () -> world.rows.texts("select status from payments where charge_key = ?", press.key()),
            List.of("paid")::equals);
    var payment = world.rows.number("select id from payments where charge_key = ?", press.key());
    assertThat(world.told(payment, "PRODUCT")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void crossed_webhooks_of_two_sellers_with_the_same_price_pay_nothing(Provider provider) {
    var one = world.sellerWithAccount(provider).sale(1990);
    var two = world.sellerWithAccount(provider).sale(1990);
    var paid = provider.word(PaymentStatus.PAID);

    // each seller's gateway speaks of the other one's charge
    world.door.publish(book.webhook(one, book.tokenOf(one), two.charge(), paid, 1990));
    world.door.publish(
        new SaleBook.Paper(
                provider,
                book.accountOf(one),
                book.tokenOf(two),
                provider.body(two.charge(), paid, 1990))
            .webhook());
    world.door.publish(
        new SaleBook.Paper(
                provider, book.accountOf(one), null, provider.body(two.charge(), paid, 1990))
            .webhook());

    book.awaitOutcome(one, "mismatch");
    book.awaitOutcome(two, "mismatch");
    await()
        .atMost(SOON)
        .until(
            () ->
                world.rows.number(
                        "select count(*) from gateway_events where gateway_account_id = ? and outcome = 'unmatched'",
                        book.accountOf(one).value())
                    == 1);
    book.assertUntouched(one);
    book.assertUntouched(two);
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

  private static void breakNextCreate(Provider provider, Effect effect) {
    world.sandbox.faults().add(provider.createFault(effect));
  }

  private static Stream<Arguments> each(int... statuses) {
    return Stream.of(Provider.values())
        .flatMap(
            provider -> IntStream.of(statuses).mapToObj(status -> arguments(provider, status)));
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
