package elysia.sandbox.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.common.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallTypesTest {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void every_method_has_a_published_type(Method method) {
    assertThatThrownBy(() -> new BotApiSchema().check(method, Json.object().put("nonsense", 1)))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(".*('nonsense' is not defined|is empty|not found).*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "sendMessage | \"txt\":\"oi\"                       | message text is empty",
        "sendMessage | \"text\":\"oi\",\"txt\":\"oi\"       | property 'txt' is not defined",
        "sendMessage | \"text\":1                           | $.text: integer found, string expected",
        "sendMessage | \"text\":\"oi\",\"protect_content\":\"yes\" | $.protect_content: string found, boolean expected",
        "sendMessage | \"text\":\"oi\",\"parse_mode\":\"html\" | unsupported parse_mode",
        "sendMessage | \"text\":\"oi\",\"message_thread_id\":1.5 | $.message_thread_id: number found, integer expected",
        "sendMessage | \"text\":\"oi\",\"reply_markup\":{\"keyboard\":[[{\"text\":\"a\"}]]} | $.reply_markup: ",
        "sendPhoto | \"caption\":\"oi\"                     | required property 'photo' not found",
        "sendVideoNote | \"video_note\":\"x\",\"caption\":\"oi\" | property 'caption' is not defined",
        "sendChatAction | \"action\":\"dance\"              | wrong parameter action in request",
        "deleteMessages | \"message_ids\":[]                | must have at least 1 items",
        "editMessageText | \"text\":\"oi\"                  | message identifier is not specified",
        "editMessageText | \"message_id\":1                 | message text is empty"
      })
  void a_call_that_is_not_of_its_type_is_refused(String method, String rest, String reason) {
    assertThat(shop.refusal(method, rest)).startsWith("Bad Request: ").contains(reason);
  }

  @Test
  void a_method_that_is_none_is_not_found() {
    assertThat(shop.bot().call("sendMoney", "{}").status()).isEqualTo(404);
  }

  @Test
  void arguments_come_in_a_query_in_a_form_or_as_json() {
    var query = "chat_id=" + shop.buyer() + "&text=123&disable_notification=true";
    var form = query + "&link_preview_options=" + encode("{\"is_disabled\":true}");
    var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    var url = shop.bot().url("sendMessage");

    var byQuery = HttpCaller.get(URI.create(url + "?" + query));
    var byForm = HttpCaller.send("POST", url, type, form.getBytes(UTF_8));
    var byJson = shop.call("sendMessage", "\"text\":\"123\",\"entities\":null");

    assertThat(byQuery.json().at("/result/text").asText()).as(byQuery.text()).isEqualTo("123");
    assertThat(byForm.json().at("/result/text").asText()).as(byForm.text()).isEqualTo("123");
    assertThat(byJson.json().at("/result/text").asText()).as(byJson.text()).isEqualTo("123");
    var wrong = HttpCaller.get(URI.create(url + "?" + query + "&protect_content=maybe"));
    assertThat(wrong.text()).contains("$.protect_content: string found, boolean expected");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
