package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.gateways.GatewayAccounts;
import elysia.model.PaymentStatus;
import elysia.payments.PaymentsWorld.Sale;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Asking gateways by ourselves, with a minute of three seconds.
class PollingTest {
  private static final int TIME_SCALE = 20;

  private static PaymentsWorld world;
  private static SaleBook book;

  @BeforeAll
  static void open() throws IOException {
    world = new PaymentsWorld(TIME_SCALE);
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
  void with_every_webhook_lost_a_sale_is_paid_within_two_polls(Provider provider) {
    world.sandbox.faults().add(Fault.of(provider.service(), new Effect.Drop()).times(1_000));
    var sale = world.sellerWithAccount(provider).sale(1990);

    world.sandbox.bank().pay(sale.charge(), Notice.once());

    world.awaitStatus(sale.payment(), "paid");
    assertThat(queries(sale)).hasSizeLessThanOrEqualTo(2);
    assertThat(book.outcomes(sale)).isEmpty();
    assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
  }

  @Test
  void provoked_over_restarts_and_two_workers_a_charge_is_asked_about_once_a_minute_at_most() {
    var provider = Provider.PUSHINPAY; // blocks accounts that ask more often
    var sale = world.sellerWithAccount(provider).sale(1990);
    var paid = provider.word(PaymentStatus.PAID);
    var end = Instant.now().plusSeconds(10);

    for (int round = 0; Instant.now().isBefore(end); round++) {
      try (var _ = world.start()) { // and stopped again: a restart in each round
        for (int i = 0; i < 20; i++) { // unproven, each a little different: each wants a query
          var body =
              provider
                  .body(sale.charge(), paid, 1990)
                  .replace("{", "{\"n\":" + (100 * round + i) + ",");
          world.door.publish(
              new SaleBook.Paper(provider, book.accountOf(sale), null, body).webhook());
          world.rows.update(
              "update payments set next_check_at = now() where id = ?", sale.payment());
        }
        int rounds = round + 1;
        await().atMost(SOON).until(() -> book.outcomes(sale).size() == 20 * rounds);
      }
    }

    var minute = Duration.ofMinutes(1).dividedBy(TIME_SCALE);
    var asked = queries(sale);
    assertThat(asked).hasSizeGreaterThan(1).allMatch(Call::accepted);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1).at(), asked.get(i).at()))
          .isGreaterThanOrEqualTo(minute);
    }
    book.assertUntouched(sale);
  }

  @Test
  void an_account_is_asked_no_more_often_than_its_budget_however_many_workers_want_to() {
    var accounts = world.bean(GatewayAccounts.class);
    var account = world.seller().account();
    var start = Instant.now();

    long atOnce =
        IntStream.range(0, 200)
            .parallel()
            .filter(_ -> accounts.takeQuery(account, start, Duration.ofSeconds(1), 10))
            .count();
    long inTheNextMinute =
        IntStream.rangeClosed(1, 600)
            .mapToObj(tenth -> start.plusMillis(100L * tenth))
            .filter(now -> accounts.takeQuery(account, now, Duration.ofSeconds(1), 10))
            .count();

    assertThat(atOnce).isEqualTo(10);
    assertThat(inTheNextMinute).isEqualTo(60);
  }

  @Test
  void many_lost_webhooks_of_one_account_are_all_found_within_its_budget() {
    world
        .sandbox
        .faults()
        .add(Fault.of(Provider.SYNCPAY.service(), new Effect.Drop()).times(1_000));
    var seller = world.sellerWithAccount(Provider.SYNCPAY);
    IntStream.range(0, 40).forEach(i -> seller.press(1990 + i));
    await().atMost(SOON).until(() -> count(seller, "pix_copy_paste is not null") == 40);
    for (var charge :
        world.rows.texts(
            "select gateway_charge_id from payments where organization_id = ?",
            seller.organization.value())) {
      world.sandbox.bank().pay(charge, Notice.none());
    }

    world.rows.update(
        "update payments set next_check_at = now() where organization_id = ?",
        seller.organization.value());

    await().atMost(SOON).until(() -> count(seller, "status = 'paid'") == 40);
  }

  private static long count(PaymentsWorld.Seller seller, String condition) {
    return world.rows.number(
        "select count(*) from payments where organization_id = ? and " + condition,
        seller.organization.value());
  }

  private static List<Call> queries(Sale sale) {
    return world.sandbox.calls().to(sale.provider().service()).stream()
        .filter(call -> call.path().equals(sale.provider().queryPath(sale.charge())))
        .toList();
  }
}
