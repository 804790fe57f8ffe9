package elysia.tracking.utmify;

import static elysia.tracking.Reported.SALE;
import static elysia.tracking.Reported.order;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.tracking.Sale;
import elysia.model.Money;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// A price reaches UTMify in cents, and fee and commission add up to it (L56).
class EveryPriceTest {
  private static final int MILLION = 1_000_000;

  @Test
  void every_price_up_to_a_million_cents_is_written_in_cents() {
    var wrong = new ArrayList<Integer>();
    for (int cents = 1; cents <= MILLION; cents++) {
      var order = UtmifyOrder.of(order("paid", "Maria"), sale(cents), null);
      var commission = order.commission();
      if (order.products().getFirst().priceInCents() != cents
          || commission.totalPriceInCents() != cents
          || commission.gatewayFeeInCents() + commission.userCommissionInCents() != cents) {
        wrong.add(cents);
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static Sale sale(int cents) {
    return new Sale(
        SALE.transactionId(),
        Money.brl(cents),
        Money.brl(cents / 20),
        SALE.createdAt(),
        SALE.paidAt(),
        SALE.product(),
        null);
  }
}
