package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditingTest {
  private static final String PHOTO = "\"photo\":\"https://m.example/a.jpg\"";
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /// Sends something and returns `"message_id":n,`.
  private static String sent(String method, String rest) {
    return "\"message_id\":"
        + shop.call(method, rest).json().at("/result/message_id").asLong()
        + ",";
  }

  @Test
  void an_edit_changes_the_text_and_takes_the_keyboard_away() {
    var keyboard =
        "\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"b\"}]]}";
    var message = sent("sendMessage", "\"text\":\"antes\"," + keyboard);

    var edited = shop.call("editMessageText", message + "\"text\":\"depois\"").json();

    assertThat(edited.at("/result/text").asText()).isEqualTo("depois");
    assertThat(edited.at("/result").has("reply_markup")).isFalse();
    assertThat(shop.refusal("editMessageText", message + "\"text\":\"depois\""))
        .contains("message is not modified");
    assertThat(
            shop.call("editMessageReplyMarkup", message + keyboard)
                .json()
                .at("/result/reply_markup/inline_keyboard/0/0/callback_data")
                .asText())
        .isEqualTo("b");
  }

  @Test
  void a_caption_and_a_file_can_be_changed_where_there_is_a_file() {
    var text = sent("sendMessage", "\"text\":\"oi\"");
    var photo = sent("sendPhoto", PHOTO);
    var media = "\"media\":{\"type\":\"video\",\"media\":\"https://m.example/b.mp4\"}";

    var captioned = shop.call("editMessageCaption", photo + "\"caption\":\"nova\"").json();
    var replaced = shop.call("editMessageMedia", photo + media).json();

    assertThat(captioned.at("/result/caption").asText()).isEqualTo("nova");
    assertThat(replaced.at("/result").has("photo")).isFalse();
    assertThat(replaced.at("/result/video/file_id").asText()).isNotEmpty();
    assertThat(replaced.at("/result").has("caption")).isFalse();
    assertThat(shop.refusal("editMessageCaption", text + "\"caption\":\"nova\""))
        .contains("there is no caption in the message to edit");
    assertThat(shop.refusal("editMessageMedia", text + media))
        .contains("there is no media in the message to edit");
    assertThat(shop.refusal("editMessageText", photo + "\"text\":\"oi\""))
        .contains("there is no text in the message to edit");
  }

  @Test
  void only_the_bots_own_messages_can_be_edited() {
    var chat = shop.sandbox().telegram().chat(shop.bot().username(), shop.buyer());
    long fromBuyer = chat.messages().getFirst().path("message_id").asLong();

    assertThat(shop.refusal("editMessageText", "\"message_id\":" + fromBuyer + ",\"text\":\"oi\""))
        .contains("message can't be edited");
    assertThat(shop.refusal("editMessageText", "\"message_id\":999999,\"text\":\"oi\""))
        .contains("message to edit not found");
  }

  @Test
  void messages_are_deleted_one_by_one_or_together() {
    long one = text("um");
    long two = text("dois");
    long three = text("três");

    assertThat(shop.call("deleteMessage", "\"message_id\":" + one).status()).isEqualTo(200);
    assertThat(shop.refusal("deleteMessage", "\"message_id\":" + one))
        .contains("message to delete not found");
    var several = "\"message_ids\":[" + one + "," + two + "," + three + "]";
    assertThat(shop.call("deleteMessages", several).status()).isEqualTo(200);
    assertThat(shop.sandbox().telegram().chat(shop.bot().username(), shop.buyer()).fromBot())
        .extracting(message -> message.path("message_id").asLong())
        .doesNotContain(one, two, three);
  }

  private static long text(String text) {
    return shop.call("sendMessage", "\"text\":\"" + text + "\"")
        .json()
        .at("/result/message_id")
        .asLong();
  }
}
