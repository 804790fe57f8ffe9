package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
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
  @ValueSource(
      strings = {
        """
        "text":"oi"
        """,
        """
        "text":"<b>PIX</b>: <code>00020126</code> &lt;ok&gt;","parse_mode":"HTML"
        """,
        """
        "text":"*PIX*: `0002` \\\\- [site](https://a.example)","parse_mode":"MarkdownV2"
        """,
        """
        "text":"oi","link_preview_options":{"is_disabled":true},"protect_content":true
        """
      })
  void a_correct_message_arrives(String arguments) {
    var reply = shop.call("sendMessage", arguments);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().at("/result/message_id").asLong()).isPositive();
    assertThat(reply.json().at("/result/chat/id").asLong()).isEqualTo(shop.buyer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"text\":\"\"                                   | message text is empty",
        "\"text\":\"  \"                                 | message text is empty",
        "\"text\":\"<b> </b>\",\"parse_mode\":\"HTML\"   | message text is empty",
        "\"text\":\"<x>oi</x>\",\"parse_mode\":\"HTML\"  | Unsupported start tag \"x\" at byte offset 0",
        "\"text\":\"é<b>oi</i>\",\"parse_mode\":\"HTML\" | Unmatched end tag at byte offset 7, expected \"</b>\", found \"</i>\"",
        "\"text\":\"<b>oi\",\"parse_mode\":\"HTML\"      | Can't find end tag corresponding to start tag \"b\"",
        "\"text\":\"oi</b>\",\"parse_mode\":\"HTML\"     | Unexpected end tag at byte offset 2",
        "\"text\":\"R$ 9.90\",\"parse_mode\":\"MarkdownV2\" | Character '.' is reserved and must be escaped with the preceding '\\'",
        "\"text\":\"é*oi\",\"parse_mode\":\"MarkdownV2\" | Can't find end of the entity starting at byte offset 2"
      })
  void a_wrong_text_is_refused_in_telegrams_words(String arguments, String reason) {
    var reply = shop.call("sendMessage", arguments);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().path("error_code").asInt()).isEqualTo(400);
    assertThat(reply.json().path("description").asText())
        .startsWith("Bad Request: ")
        .contains(reason);
  }

  @Test
  void a_text_holds_4096_characters_without_its_markup() {
    assertThat(message("a".repeat(4096))).isEqualTo(200);
    assertThat(message("<b>" + "a".repeat(4096) + "</b>")).isEqualTo(200);
    assertThat(message("&lt;".repeat(4096))).isEqualTo(200);
    assertThat(message("a".repeat(4097))).isEqualTo(400);
    assertThat(message("🔥".repeat(2048) + "a")).isEqualTo(400); // each counts as two
  }

  private static int message(String text) {
    return shop.call("sendMessage", "\"parse_mode\":\"HTML\",\"text\":\"" + text + "\"").status();
  }

  @Test
  void a_caption_holds_1024_characters_without_its_markup() {
    assertThat(caption("<i>" + "a".repeat(1024) + "</i>")).contains("\"ok\":true");
    assertThat(caption("a".repeat(1025))).contains("message caption is too long");
    var photo = "{\"type\":\"photo\",\"media\":\"https://m.example/a.jpg\"";
    assertThat(
            shop.refusal(
                "sendMediaGroup",
                "\"media\":[%s},%s,\"caption\":\"%s\"}]".formatted(photo, photo, "a".repeat(1025))))
        .contains("message caption is too long");
  }

  private static String caption(String caption) {
    return shop.refusal(
        "sendPhoto",
        "\"photo\":\"https://m.example/capa.jpg\",\"parse_mode\":\"HTML\",\"caption\":\""
            + caption
            + "\"");
  }

  @Test
  void entities_are_counted_in_utf_16_units() {
    var sent = shop.call("sendMessage", "\"text\":\"🔥 <b>a &amp; b</b>\",\"parse_mode\":\"HTML\"");

    assertThat(sent.json().at("/result/text").asText()).isEqualTo("🔥 a & b");
    assertThat(sent.json().at("/result/entities/0/offset").asInt()).isEqualTo(3);
    assertThat(sent.json().at("/result/entities/0/length").asInt()).isEqualTo(5);
  }
}
