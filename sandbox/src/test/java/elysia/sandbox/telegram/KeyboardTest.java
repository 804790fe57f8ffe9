package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyboardTest {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String send(String rows) {
    return shop.refusal(
        "sendMessage", "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[" + rows + "]}");
  }

  @Test
  void a_correct_keyboard_is_under_its_message() {
    var rows =
        """
        [{"text":"Copiar PIX","copy_text":{"text":"00020126"}}],
        [{"text":"Já paguei","callback_data":"paid:9f2c","style":"success"},
         {"text":"Site","url":"https://a.example"}]""";

    assertThat(send(rows)).contains("\"ok\":true", "\"callback_data\":\"paid:9f2c\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"text\":\"a\",\"callback_data\":\"b\"}       | must be an Array of Arrays",
        "[{\"text\":\"a\"}]                             | Text buttons are unallowed in the inline keyboard",
        "[{\"callback_data\":\"b\"}]                    | can't parse inline keyboard button: Can't find field \"text\"",
        "[{\"text\":\" \",\"callback_data\":\"b\"}]     | can't parse inline keyboard button: Can't find field \"text\"",
        "[{\"text\":\"a\",\"callbackData\":\"b\"}]      | property 'callbackData' is not defined",
        "[{\"text\":\"a\",\"callback_data\":\"\"}]      | BUTTON_DATA_INVALID",
        "[{\"text\":\"a\",\"url\":\"nada\"}]            | Wrong HTTP URL",
        "[{\"text\":\"a\",\"callback_data\":\"b\",\"style\":\"pink\"}] | $.reply_markup.inline_keyboard[0][0].style",
        "[{\"text\":\"a\",\"url\":\"https://a.example\",\"callback_data\":\"b\"}] | exactly one action expected"
      })
  void a_wrong_button_is_refused(String row, String reason) {
    assertThat(send(row)).startsWith("Bad Request: ").contains(reason);
  }

  @Test
  void button_data_holds_64_bytes_not_characters() {
    assertThat(send(data("é".repeat(32)))).contains("\"ok\":true");
    assertThat(send(data("é".repeat(32) + "a"))).contains("BUTTON_DATA_INVALID");
  }

  private static String data(String data) {
    return "[{\"text\":\"a\",\"callback_data\":\"" + data + "\"}]";
  }

  @Test
  void a_copy_button_holds_256_characters() {
    assertThat(send(copy(256))).contains("\"ok\":true");
    assertThat(send(copy(257))).contains("BUTTON_COPY_TEXT_INVALID");
  }

  private static String copy(int length) {
    return "[{\"text\":\"a\",\"copy_text\":{\"text\":\"" + "0".repeat(length) + "\"}}]";
  }

  @Test
  void a_keyboard_has_eight_buttons_in_a_row_and_a_hundred_in_all() {
    assertThat(send(row(8))).contains("\"ok\":true");
    assertThat(send(row(9))).contains("reply markup is too long");
    assertThat(send((row(5) + ",").repeat(19) + row(5))).contains("\"ok\":true");
    assertThat(send((row(5) + ",").repeat(20) + row(1))).contains("reply markup is too long");
  }

  private static String row(int buttons) {
    var button = "{\"text\":\"a\",\"callback_data\":\"b\"}";
    return "[" + (button + ",").repeat(buttons - 1) + button + "]";
  }
}
