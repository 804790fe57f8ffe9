package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.model.PaymentStatus;
import elysia.payments.PaymentsWorld.Seller;
import elysia.sandbox.bank.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What only SyncPay does.
class SyncPaySaleTest {
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
  void many_sales_of_an_account_share_one_login() {
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    int before = logins();

    IntStream.range(0, 10).forEach(i -> seller.press(1990 + i));

    await().atMost(SOON).until(() -> codes(seller) == 10);
    assertThat(logins() - before).isEqualTo(1);
  }

  @Test
  void a_token_that_ended_early_costs_no_sale() {
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    var first = seller.sale(1990);
    await().atMost(SOON).until(() -> seconds("pix_created_at", first.payment()) >= 2);
    world.sandbox.syncPay().forgetTokens();

    var second = seller.sale(2990);

    assertThat(
            world.rows.texts(
                "select state from payment_attempts where payment_id = ?", second.payment()))
        .containsExactly("created");
  }

  @Test
  void a_withdrawal_at_the_address_of_a_charge_pays_nothing() {
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    var sale = seller.sale(1990);

    world.sandbox.syncPay().withdraw(sale.charge());

    await().atMost(SOON).until(() -> outcomes(seller).equals(List.of("ignored")));
    book.assertUntouched(sale);
    world.sandbox.bank().pay(sale.charge(), Notice.once());
    world.awaitStatus(sale.payment(), "paid");
  }

  @Test
  void a_withdrawal_does_not_give_an_unanswered_charge_its_id() {
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    var sale = seller.sale(1990);
    var token = "0".repeat(63) + "1";
    world.rows.update(
        """
        insert into payment_attempts (payment_id, gateway_account_id, number, charge_token_hash, state)
        select payment_id, gateway_account_id, 2, ?, 'unknown' from payment_attempts where payment_id = ?
        """,
        token,
        sale.payment());
    var body = "{\"id\":\"w-1\",\"amount\":\"19.90\",\"status\":\"completed\",\"pix_key\":\"k\"}";

    world.door.publish(
        new elysia.model.wire.GatewayWebhook(
            "syncpay",
            book.accountOf(sale),
            token,
            Base64.getEncoder()
                .encodeToString(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "application/json",
            null,
            Map.of(),
            Instant.now()));

    await().atMost(SOON).until(() -> outcomes(seller).equals(List.of("ignored")));
    book.assertUntouched(sale);
  }

  @Test
  void a_contested_payment_is_disputed_and_delivered_no_second_time() {
    var sale = world.sellerWithAccount(Provider.SYNCPAY).sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.once());
    world.awaitStatus(sale.payment(), "paid");

    world.sandbox.bank().dispute(sale.charge(), Notice.times(2));

    world.awaitStatus(sale.payment(), "disputed");
    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
  }

  @Test
  void a_word_that_others_take_for_paid_makes_us_ask() {
    var sale = world.sellerWithAccount(Provider.SYNCPAY).sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none());

    world.door.publish(book.webhook(sale, "APPROVED", 1990));

    book.awaitOutcome(sale, "unknown_status");
    world.awaitStatus(sale.payment(), "paid");
    assertThat(book.decisions(sale)).containsExactly("unknown_status", "applied");
  }

  @Test
  void the_same_amount_in_another_currency_pays_nothing() {
    var sale = world.sellerWithAccount(Provider.SYNCPAY).sale(1990);
    var body =
        Provider.SYNCPAY
            .body(sale.charge(), Provider.SYNCPAY.word(PaymentStatus.PAID), 1990)
            .replace("BRL", "USD");

    world.door.publish(
        new SaleBook.Paper(Provider.SYNCPAY, book.accountOf(sale), book.tokenOf(sale), body)
            .webhook());

    book.awaitOutcome(sale, "mismatch");
    book.assertUntouched(sale);
  }

  @Test
  void a_webhook_that_knows_the_charge_by_another_name_finds_it() {
    var sale = world.sellerWithAccount(Provider.SYNCPAY).sale(1990);
    var older =
        """
        {"data":{"id":"deposit-%1$d","idtransaction":"%2$s","amount":19.9,"status":"PAID_OUT"}}
        """
            .formatted(sale.payment(), sale.charge());

    // the older shape, with an id of its own beside ours
    publish(sale, book.tokenOf(sale), older);
    world.awaitStatus(sale.payment(), "paid");
    // from now on that id alone is enough to know of whom it speaks
    publish(
        sale,
        null,
        "{\"id\":\"deposit-%d\",\"amount\":19.9,\"status\":\"refunded\"}"
            .formatted(sale.payment()));

    book.awaitOutcome(sale, "confirming");
    assertThat(
            world.rows.texts(
                "select kind from charge_identifiers where payment_id = ? order by kind",
                sale.payment()))
        .containsExactly("id", "id", "idtransaction");
  }

  @Test
  void a_name_in_one_account_means_nothing_in_another() {
    var sale = world.sellerWithAccount(Provider.SYNCPAY).sale(1990);
    var other = world.seller(Provider.SYNCPAY);
    var account = other.account();
    var body = Provider.SYNCPAY.body(sale.charge(), "completed", 1990);

    world.door.publish(new SaleBook.Paper(Provider.SYNCPAY, account, null, body).webhook());

    await().atMost(SOON).until(() -> outcomes(other).equals(List.of("unmatched")));
    book.assertUntouched(sale);
  }

  private static void publish(PaymentsWorld.Sale sale, @Nullable String token, String body) {
    world.door.publish(
        new SaleBook.Paper(Provider.SYNCPAY, book.accountOf(sale), token, body).webhook());
  }

  @Test
  void a_bot_of_syncpay_falls_back_to_pushinpay() {
    var seller = world.seller(Provider.SYNCPAY);
    var syncPay = seller.account(Provider.SYNCPAY);
    var pushinPay = seller.account(Provider.PUSHINPAY);
    world.revoke(Provider.SYNCPAY, syncPay);

    var sale = seller.sale(1990);

    assertThat(book.accountOf(sale)).isEqualTo(pushinPay);
    assertThat(world.rows.text("select buyer_notice from payments where id = ?", sale.payment()))
        .contains("PUSHIN PAY"); // the notice of who charges, not of who was asked first
    world.sandbox.bank().pay(sale.charge(), Notice.once());
    world.awaitStatus(sale.payment(), "paid");
  }

  private static List<String> outcomes(Seller seller) {
    return world.rows.texts(
        "select coalesce(outcome, '-') from gateway_events where organization_id = ?",
        seller.organization.value());
  }

  private static long codes(Seller seller) {
    return world.rows.number(
        "select count(*) from payments where organization_id = ? and pix_copy_paste is not null",
        seller.organization.value());
  }

  private static int logins() {
    return (int)
        world.sandbox.calls().to(Provider.SYNCPAY.service()).stream()
            .filter(call -> call.path().endsWith("/auth-token"))
            .count();
  }

  private static double seconds(String column, long payment) {
    return Double.parseDouble(
        world.rows.text(
            "select extract(epoch from now() - %s) from payments where id = ?".formatted(column),
            payment));
  }
}
