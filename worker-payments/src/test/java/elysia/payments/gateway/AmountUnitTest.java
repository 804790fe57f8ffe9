package elysia.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import elysia.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountUnitTest {
  private static final int MILLION = 1_000_000;

  @ParameterizedTest
  @EnumSource
  void every_amount_up_to_a_million_cents_survives_as_number_and_as_text(AmountUnit unit) {
    for (long cents = 1; cents <= MILLION; cents++) {
      var written = unit.write(Money.brl(cents));

      var number = Json.read("{\"value\":" + written.toPlainString() + "}").path("value");
      var text = JsonNodeFactory.instance.textNode(written.toPlainString());

      assertThat(unit.read(number)).contains(Money.brl(cents));
      assertThat(unit.read(text)).contains(Money.brl(cents));
    }
  }

  @Test
  void the_same_number_means_a_hundred_times_more_in_reais() {
    var number = Json.read("1500");

    assertThat(AmountUnit.CENTS.read(number)).contains(Money.brl(1_500));
    assertThat(AmountUnit.REAIS.read(number)).contains(Money.brl(150_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"\"",
        "\"abc\"",
        "-1",
        "19.999",
        "1e99",
        "1e999999999",
        "\"9999999999999999999999\"",
        "\"19,90\""
      })
  void what_is_no_amount_in_whole_cents_is_no_amount(String json) {
    assertThat(AmountUnit.CENTS.read(Json.read(json))).isEmpty();
    assertThat(AmountUnit.REAIS.read(Json.read(json))).isEmpty();
  }
}
