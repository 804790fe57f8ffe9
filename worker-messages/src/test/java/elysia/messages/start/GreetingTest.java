package elysia.messages.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.offers.Offer;
import elysia.db.people.Profile;
import elysia.messages.telegram.TelegramCall;
import elysia.model.Money;
import elysia.model.OfferId;
import elysia.model.TelegramId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GreetingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Profile ANA = new Profile(new TelegramId(900000001), "Ana", null, null);

  @Test
  void the_texts_go_out_in_order_and_the_plans_hang_under_the_last() throws Exception {
    var calls = plan("{\"messages\":[\"Oi {{user_name}}!\",\"2 < 3\"]}", offers(1));

    assertThat(calls)
        .containsExactly(
            JSON.readTree(
                """
                {"method":"sendMessage","body":{"chat_id":900000001,"text":"Oi Ana!","parse_mode":"HTML"}}
                """),
            JSON.readTree(
                """
                {"method":"sendMessage","body":{"chat_id":900000001,"text":"2 &lt; 3","parse_mode":"HTML",
                  "reply_markup":{"inline_keyboard":[[{"text":"Plano 1 — R$ 1,00","callback_data":"buy:c1"}]]}}}
                """));
  }

  static Stream<Arguments> textsAndPlans() {
    return IntStream.rangeClosed(1, 3)
        .boxed()
        .flatMap(
            texts -> IntStream.rangeClosed(0, 10).mapToObj(plans -> Arguments.of(texts, plans)));
  }

  @ParameterizedTest
  @MethodSource("textsAndPlans")
  void no_text_and_no_plan_is_dropped(int texts, int plans) {
    var content =
        JSON.createObjectNode()
            .set(
                "messages",
                JSON.valueToTree(IntStream.range(0, texts).mapToObj(i -> "t" + i).toList()));

    var calls = plan(content.toString(), offers(plans));

    assertThat(calls)
        .extracting(call -> call.at("/body/text").asText())
        .containsExactlyElementsOf(IntStream.range(0, texts).mapToObj(i -> "t" + i).toList());
    assertThat(calls.subList(0, texts - 1)).noneMatch(call -> call.at("/body").has("reply_markup"));
    assertThat(calls.getLast().at("/body/reply_markup/inline_keyboard")).hasSize(plans);
  }

  @Test
  void a_bot_without_a_greeting_still_greets() {
    assertThat(plan(null, List.of())).hasSize(1);
    assertThat(plan("{\"messages\":[\" \"]}", offers(2)))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.at("/body/text").asText()).contains("Ana").contains("opções");
              assertThat(call.at("/body/reply_markup/inline_keyboard")).hasSize(2);
            });
  }

  @Test
  void the_plans_of_a_cut_text_hang_under_its_last_piece() {
    var calls = plan("{\"text\":\"" + "a".repeat(5000) + "\"}", offers(1));

    assertThat(calls).hasSize(2);
    assertThat(calls.getFirst().at("/body").has("reply_markup")).isFalse();
    assertThat(calls.getLast().at("/body").has("reply_markup")).isTrue();
  }

  private static List<JsonNode> plan(@Nullable String content, List<Offer> offers) {
    var contents = content == null ? null : "[" + content + "]";
    return Greeting.plan(contents, offers, ANA).stream().map(GreetingTest::tree).toList();
  }

  private static JsonNode tree(TelegramCall call) {
    try {
      return JSON.readTree(call.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Offer> offers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Offer(new OfferId(i), "c" + i, "Plano " + i, Money.brl(i * 100L)))
        .toList();
  }
}
