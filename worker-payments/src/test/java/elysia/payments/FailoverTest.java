package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.gateways.GatewayAccounts;
import elysia.payments.PaymentsWorld.Sale;
import elysia.payments.PaymentsWorld.Seller;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which account is asked when another one cannot, and how long a buyer waits for it.
class FailoverTest extends PaymentsWorldTest {
  @Test
  void the_code_comes_within_two_seconds_when_two_gateways_refuse_at_once() {
    var seller = world.seller();
    world.revoke(Provider.PUSHINPAY, seller.account(Provider.PUSHINPAY));
    world.revoke(Provider.SYNCPAY, seller.account(Provider.SYNCPAY));
    seller.account(Provider.SYNCPAY);

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "rejected", "created");
    assertThat(millisToTheCode(sale)).isLessThan(2_000);
  }

  @ParameterizedTest
  @EnumSource
  void after_a_timeout_another_account_is_asked_at_once_and_one_code_is_shown(Provider provider) {
    var seller = world.seller(provider);
    seller.account();
    var second = seller.account();
    if (provider == Provider.SYNCPAY) {
      seller.sale(990); // logs in
    }
    world
        .sandbox
        .faults()
        .add(Fault.of(provider.service(), Effect.latency(Duration.ofMillis(2_500)).after()));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("unknown", "created");
    assertThat(
            world.rows.number(
                "select gateway_account_id from payments where id = ?", sale.payment()))
        .isEqualTo(second.value());
    assertThat(millisToTheCode(sale)).isLessThan(4_000); // not the ladder's 5 s
    assertThat(world.told(sale.payment(), "PIX")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_rate_limit_without_another_account_is_waited_for(Provider provider) {
    var seller = world.sellerWithAccount(provider);
    world.sandbox.faults().add(Fault.of(provider.service(), Effect.status(429).retryAfter(5)));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "created");
    assertThat(rejections(sale)).containsExactly("rate_limited");
    assertThat(world.told(sale.payment(), "CHARGE_FAILED")).isEmpty();
  }

  @Test
  void a_login_without_an_answer_is_waited_for() {
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    world.sandbox.faults().add(Fault.of(Provider.SYNCPAY.service(), Effect.status(503)));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "created");
    assertThat(rejections(sale)).containsExactly("unreachable");
  }

  @Test
  void a_refusal_for_good_is_not_asked_for_again() {
    var seller = world.seller();
    var refused = seller.account();
    world.revoke(Provider.PUSHINPAY, refused);
    seller.account();
    world.sandbox.faults().add(Fault.of(Provider.PUSHINPAY.service(), Effect.status(401)));
    world
        .sandbox
        .faults()
        .add(Fault.of(Provider.PUSHINPAY.service(), Effect.status(429).retryAfter(5)));

    var sale = seller.sale(1990);

    assertThat(attempts(sale)).containsExactly("rejected", "rejected", "created");
    assertThat(
            world.rows.texts(
                "select rejection from payment_attempts where payment_id = ? and gateway_account_id = ?",
                sale.payment(),
                refused.value()))
        .containsExactly("unauthorized");
  }

  @Test
  void three_accounts_are_active_at_once_and_keep_their_order_after_an_edit() {
    var seller = world.seller();
    var accounts = List.of(seller.account(), seller.account(), seller.account());
    prioritize(seller, accounts.get(0).value(), 30);
    prioritize(seller, accounts.get(1).value(), 10);
    prioritize(seller, accounts.get(2).value(), 20);

    assertThat(order(seller))
        .containsExactly(accounts.get(1).value(), accounts.get(2).value(), accounts.get(0).value());
    prioritize(seller, accounts.get(1).value(), 25);
    assertThat(order(seller))
        .containsExactly(accounts.get(2).value(), accounts.get(1).value(), accounts.get(0).value());

    world.revoke(Provider.PUSHINPAY, accounts.get(2));
    var sale = seller.sale(1990);
    assertThat(
            world.rows.texts(
                "select gateway_account_id from payment_attempts where payment_id = ? order by number",
                sale.payment()))
        .containsExactly(
            String.valueOf(accounts.get(2).value()), String.valueOf(accounts.get(1).value()));
  }

  @Test
  void an_inactive_account_is_not_asked() {
    var seller = world.seller();
    var old = seller.account();
    var sold = seller.sale(1990);
    world
        .bean(GatewayAccounts.class)
        .change(seller.organization, old, new GatewayAccounts.Change(null, null, false));
    var current = seller.account();

    var sale = seller.sale(1990);

    assertThat(
            world.rows.number(
                "select gateway_account_id from payments where id = ?", sale.payment()))
        .isEqualTo(current.value());
    world.sandbox.bank().pay(sold.charge(), elysia.sandbox.bank.Notice.once());
    world.awaitStatus(sold.payment(), "paid"); // what was sold before still counts
  }

  private static void prioritize(Seller seller, long account, int priority) {
    assertThat(
            world
                .bean(GatewayAccounts.class)
                .change(
                    seller.organization,
                    new elysia.model.GatewayAccountId(account),
                    new GatewayAccounts.Change(priority, null, null)))
        .isTrue();
  }

  private static List<Long> order(Seller seller) {
    return world.bean(GatewayAccounts.class).usable(seller.organization, "pushinpay").stream()
        .map(account -> account.id().value())
        .toList();
  }

  private static List<String> attempts(Sale sale) {
    return world.rows.texts(
        "select state from payment_attempts where payment_id = ? order by number", sale.payment());
  }

  private static List<String> rejections(Sale sale) {
    return world.rows.texts(
        "select rejection from payment_attempts where payment_id = ? and state = 'rejected'",
        sale.payment());
  }

  private static long millisToTheCode(Sale sale) {
    await().atMost(SOON).until(() -> world.told(sale.payment(), "PIX").size() == 1);
    return world.rows.number(
        "select (1000 * extract(epoch from pix_created_at - created_at))::bigint from payments where id = ?",
        sale.payment());
  }
}
