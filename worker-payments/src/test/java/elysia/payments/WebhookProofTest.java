package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which webhooks are believed: those that only the gateway can have sent.
class WebhookProofTest {
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
  void a_wrong_amount_changes_nothing() {
    var sale = world.sellerWithAccount().sale(1990);

    world.sandbox.bank().pay(sale.charge(), new Notice(1, OptionalLong.of(1)));

    book.awaitOutcome(sale, "mismatch");
    book.assertUntouched(sale);
  }

  @Test
  void a_wrong_id_changes_nothing() {
    var sale = world.sellerWithAccount().sale(1990);
    var other =
        new Sale(
            sale.provider(),
            sale.payment(),
            sale.transactionId(),
            "11111111-2222-3333-4444-555555555555");

    world.door.publish(book.webhook(sale, book.tokenOf(sale), other.charge(), "paid", 1990));

    book.awaitOutcome(sale, "mismatch");
    book.assertUntouched(sale);
  }

  @Test
  void crossed_webhooks_of_two_sellers_change_nothing() {
    var one = world.sellerWithAccount().sale(1990);
    var two = world.sellerWithAccount().sale(1990);

    // each charge token under the other seller's account
    world.door.publish(
        new SaleBook.Paper(
                one.provider(),
                book.accountOf(two),
                book.tokenOf(one),
                one.provider().body(one.charge(), "paid", 1990))
            .webhook());
    world.door.publish(
        new SaleBook.Paper(
                two.provider(),
                book.accountOf(one),
                book.tokenOf(two),
                two.provider().body(two.charge(), "paid", 1990))
            .webhook());

    book.awaitOutcome(one, "mismatch");
    book.awaitOutcome(two, "mismatch");
    book.assertUntouched(one);
    book.assertUntouched(two);
  }

  @Test
  void another_sales_token_does_not_pay_this_one() {
    var seller = world.sellerWithAccount();
    var one = seller.sale(1990);
    var two = seller.sale(1990);

    world.door.publish(book.webhook(one, book.tokenOf(one), two.charge(), "paid", 1990));

    book.awaitOutcome(one, "mismatch");
    book.assertUntouched(one);
    book.assertUntouched(two);
  }

  @Test
  void without_the_charge_token_the_gateway_is_asked() {
    var sale = world.sellerWithAccount().sale(1990);
    world.sandbox.bank().pay(sale.charge(), Notice.none());

    world.door.publish(book.webhook(sale, null, sale.charge(), "paid", 1990));

    book.awaitOutcome(sale, "confirming");
    world.awaitStatus(sale.payment(), "paid");
    assertThat(
            world.rows.texts(
                "select source from payment_evidence where payment_id = ? and decision = 'applied'",
                sale.payment()))
        .containsExactly("query");
  }

  @Test
  void a_forged_webhook_without_the_charge_token_is_found_out() {
    var sale = world.sellerWithAccount().sale(1990);

    world.door.publish(book.webhook(sale, null, sale.charge(), "paid", 1990));

    book.awaitOutcome(sale, "confirming");
    await()
        .atMost(SOON)
        .until(() -> book.decisions(sale).equals(List.of("repeated"))); // the query said: created
    book.assertUntouched(sale);
  }

  @Test
  void what_belongs_to_no_charge_is_kept() {
    var seller = world.seller();
    var account = seller.account();
    var nobodys = "99999999-0000-0000-0000-" + "%012d".formatted(PaymentsWorld.unique());

    world.door.publish(
        new SaleBook.Paper(
                seller.provider,
                account,
                "f".repeat(64),
                seller.provider.body(nobodys, "paid", 1990))
            .webhook());

    await()
        .atMost(SOON)
        .until(
            () ->
                world.rows.texts(
                    "select outcome from gateway_events where gateway_account_id = ?",
                    account.value()),
            List.of("unmatched")::equals);
  }

  @Test
  void garbage_is_kept_too() {
    var account = world.seller().account();
    for (var body : List.of("", "<html>", "{\"a\":\"\\u0000\"}", "[1]", "a=%zz")) {
      world.door.publish(new SaleBook.Paper(Provider.PUSHINPAY, account, null, body).webhook());
    }

    await()
        .atMost(SOON)
        .until(
            () ->
                world.rows.number(
                    "select count(*) from gateway_events where gateway_account_id = ? and outcome = 'malformed'",
                    account.value()),
            count -> count == 5);
  }
}
