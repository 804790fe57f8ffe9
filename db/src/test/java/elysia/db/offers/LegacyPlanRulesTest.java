package elysia.db.offers;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.Money;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The old application's rules for plans, one line each.
class LegacyPlanRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a whole number is cents, one with a fraction is reais
        "1990        | 1990",
        "1990.0      | 1990",
        "1e3         | 1000",
        "19.9        | 1990",
        "19.994      | 1999",
        "19.995      | 2000",
        "0.01        | 1",
        // a text that is one number with a comma or a dot is reais
        "\"19,90\"   | 1990",
        "\"19.90\"   | 1990",
        "\" 19,9 \"  | 1990",
        "\"1.990\"   | 199",
        "\",5\"      | 50",
        "\"20,\"     | 2000",
        "\"+5,5\"    | 550",
        // of any other text the digits are cents
        "\"1990\"    | 1990",
        "\"1.234,56\"| 123456",
        "\"R$ 19,90\"| 1990",
        "\"R$ 20\"   | 20",
        "\"-20\"     | 20",
        "\"20 reais\"| 20",
        "2147483647  | 2147483647",
      })
  void a_price_is_read_as_it_was_charged(String value, long cents) {
    assertThat(LegacyPlan.list("[{\"value\":" + value + "}]"))
        .extracting(LegacyPlan::price)
        .containsExactly(Money.brl(cents));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1990",
        "-19.9",
        "0.004",
        "\"0,00\"",
        "\"-5,50\"",
        "\"\"",
        "\"grátis\"",
        "true",
        "[1990]",
        "{\"cents\":1990}",
        "2147483648",
        "1e300",
        "\"99999999999999999999\""
      })
  void what_is_no_price_hides_its_plan_but_keeps_its_place(String value) {
    var plans = LegacyPlan.list("[{\"value\":" + value + "},{\"value\":990}]");

    assertThat(plans).extracting(LegacyPlan::key).containsExactly("2");
  }

  @Test
  void every_price_up_to_two_hundred_reais_means_the_same_in_all_spellings() {
    var wrong =
        IntStream.rangeClosed(1, 20_000)
            .filter(
                cents -> {
                  var reais = "%d.%02d".formatted(cents / 100, cents % 100);
                  return price(Integer.toString(cents)) != cents
                      || price("\"" + cents + "\"") != cents
                      || price("\"" + reais.replace('.', ',') + "\"") != cents
                      || price("\"R$ " + reais.replace('.', ',') + "\"") != cents
                      || (cents % 100 != 0 && price(reais) != cents);
                })
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"price\":1,\"amountCents\":2,\"amount_cents\":3,\"value\":4,\"priceCents\":5,\"price_cents\":6 | 6",
        "\"price\":1,\"amountCents\":2,\"amount_cents\":3,\"value\":4,\"priceCents\":5 | 5",
        "\"price\":1,\"amountCents\":2,\"amount_cents\":3,\"value\":4 | 4",
        "\"price\":1,\"amountCents\":2,\"amount_cents\":3 | 3",
        "\"price\":1,\"amountCents\":2 | 2",
        "\"price\":1,\"value\":null | 1",
      })
  void the_first_price_that_is_there_counts(String fields, long cents) {
    assertThat(LegacyPlan.list("[{" + fields + "}]"))
        .extracting(LegacyPlan::price)
        .containsExactly(Money.brl(cents));
  }

  @Test
  void a_first_price_that_cannot_be_read_is_not_replaced_by_another() {
    assertThat(LegacyPlan.list("[{\"value\":\"consulte\",\"price\":1990}]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\"Mensal\"                        | 1",
        "\"id\":7                                   | 7",
        "\"id\":\"vip-1_A\",\"key\":\"x\"           | vip-1_A",
        "\"id\":null,\"gatewayId\":\"g\"            | g",
        "\"gateway_id\":\"b\",\"slug\":\"a\"        | a",
        "\"slug\":\"plano é: 30/dias!\"             | plano30dias",
        "\"id\":\"\",\"slug\":\"s\"                 | 1",
        "\"id\":\"!?\",\"slug\":\"s\"               | 1",
        "\"id\":\"abcdefghijklmnopqrstuvwxyz0123456789\" | abcdefghijklmnopqrstuvwxyz012345",
      })
  void a_plan_is_called_by_its_first_id_or_by_its_place(String fields, String key) {
    assertThat(LegacyPlan.list("[{\"value\":990," + fields + "}]"))
        .extracting(LegacyPlan::key)
        .containsExactly(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\" Mensal \",\"title\":\"T\" | Mensal",
        "\"name\":\" \",\"title\":\"Anual\"    | Anual",
        "\"name\":null                         | Plano 1",
      })
  void a_plan_is_named_or_counted(String fields, String name) {
    assertThat(LegacyPlan.list("[{\"value\":990," + fields + "}]"))
        .extracting(LegacyPlan::name)
        .containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"messages":["oi"],"plans":[{"name":"Mensal","time":"30 dias","value":1990}]}""",
        """
        [{"name":"Mensal","time":"30 dias","value":1990}]""",
        """
        "{\\"plans\\":[{\\"name\\":\\"Mensal\\",\\"time\\":\\"30 dias\\",\\"value\\":1990}]}\"""",
      })
  void a_list_is_found_in_all_its_places(String json) {
    assertThat(LegacyPlan.list(json))
        .containsExactly(new LegacyPlan(1, "1", "Mensal", "30 dias", Money.brl(1990)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "7", "\"oi\"", "null", "{\"plans\":{}}", "{\"plans\":[null,7,\"x\"]}"})
  void content_without_plans_has_none(String json) {
    assertThat(LegacyPlan.list(json)).isEmpty();
  }

  private static long price(String value) {
    return LegacyPlan.list("[{\"value\":" + value + "}]").getFirst().price().minor();
  }
}
