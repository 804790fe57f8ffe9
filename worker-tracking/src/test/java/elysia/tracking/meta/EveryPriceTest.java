package elysia.tracking.meta;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.Sale;
import elysia.model.Money;
import elysia.tracking.Reported;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// A price reaches Meta in reais, to the cent (L56).
class EveryPriceTest {
  private static final int MILLION = 1_000_000;

  @Test
  void every_price_up_to_a_million_cents_is_written_in_reais_to_the_cent() {
    var wrong = new ArrayList<Integer>();
    for (int cents = 1; cents <= MILLION; cents++) {
      var reais = "%d.%02d".formatted(cents / 100, cents % 100);
      var json = MetaJson.text(MetaEvents.of(purchase(cents), null));
      if (!json.contains("\"value\":" + reais + ",")
          || !json.contains("\"item_price\":" + reais + "}")) {
        wrong.add(cents);
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static Conversion purchase(int cents) {
    var known = Reported.purchase();
    var sale =
        new Sale(
            "BOT1_0af1",
            Money.brl(cents),
            Money.brl(0),
            Reported.CREATED_AT,
            Reported.PAID_AT,
            Reported.SALE.product(),
            null);
    return new Conversion(
        known.id(),
        known.destination(),
        known.buyer(),
        known.eventName(),
        known.eventId(),
        known.eventTime(),
        known.createdAt(),
        known.attempt(),
        known.maybeSent(),
        sale);
  }
}
