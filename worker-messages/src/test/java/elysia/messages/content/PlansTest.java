package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.offers.Offer;
import elysia.messages.telegram.Keyboard;
import elysia.model.Money;
import elysia.model.OfferId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlansTest {
  @Test
  void a_button_shows_name_and_price_and_carries_only_the_code() {
    var keyboard = Plans.keyboard(List.of(offer("Mensal", 1990), offer("Anual", 19_900)));

    assertThat(keyboard.rows())
        .containsExactly(
            List.of(new Keyboard.Press("Mensal — R$ 19,90", "buy:c1990")),
            List.of(new Keyboard.Press("Anual — R$ 199,00", "buy:c19900")));
  }

  @Test
  void a_long_name_is_cut_and_the_price_is_not() {
    assertThat(Plans.label(offer("Acesso vitalício ao grupo secreto de receitas", 123_456)))
        .isEqualTo("Acesso vitalício ao grupo secreto… — R$ 1.234,56")
        .hasSize(48);
  }

  @Test
  void any_name_and_price_fit_a_button() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      var name =
          random.nextBoolean() ? "x".repeat(random.nextInt(80)) : "😀".repeat(random.nextInt(40));
      var offer = offer("n" + name, random.nextLong(1, 100_000_000_000L));

      var label = Plans.label(offer);

      assertThat(label)
          .as("seed %d", seed)
          .hasSizeLessThanOrEqualTo(48)
          .endsWith(" — " + offer.price().display())
          .startsWith("n");
      assertThat(label.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
          .as("seed %d: no half character", seed)
          .isTrue();
    }
  }

  @Test
  void the_price_on_a_label_is_read_back() {
    for (long cents : new long[] {1, 99, 1990, 123_456, 123_456_789}) {
      assertThat(Plans.price(Plans.label(offer("Mensal R$ 5,00", cents))))
          .contains(Money.brl(cents));
    }
    assertThat(Plans.price("Mensal — R$ 1990,00")).contains(Money.brl(199_000));
    assertThat(Plans.price("Mensal — R$\u00a019,90")).contains(Money.brl(1990));
    assertThat(Plans.price("Comprar")).isEmpty();
    assertThat(Plans.price("R$ 20")).isEmpty();
  }

  private static Offer offer(String name, long cents) {
    return new Offer(new OfferId(1), "c" + cents, name, Money.brl(cents));
  }
}
