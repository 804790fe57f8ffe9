package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlbumTest {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String item(String type) {
    return "{\"type\":\"" + type + "\",\"media\":\"https://m.example/" + type + "\"}";
  }

  private static String send(String... types) {
    var items = String.join(",", Arrays.stream(types).map(AlbumTest::item).toList());
    return shop.refusal("sendMediaGroup", "\"media\":[" + items + "]");
  }

  @Test
  void photos_and_videos_come_as_one_album() {
    var media = "\"media\":[" + item("photo") + "," + item("video") + "]";

    var sent = shop.call("sendMediaGroup", media).json();

    assertThat(sent.at("/result")).hasSize(2);
    assertThat(sent.at("/result/0/photo/0/file_id").asText()).isNotEmpty();
    assertThat(sent.at("/result/1/video/file_id").asText()).isNotEmpty();
    assertThat(sent.at("/result/0/media_group_id")).isEqualTo(sent.at("/result/1/media_group_id"));
  }

  @Test
  void an_album_has_two_to_ten_items() {
    var ten = new String[10];
    Arrays.fill(ten, "photo");
    var eleven = new String[11];
    Arrays.fill(eleven, "photo");

    assertThat(send("photo")).contains("wrong number of items in the media group");
    assertThat(send(ten)).contains("\"ok\":true");
    assertThat(send(eleven)).contains("wrong number of items in the media group");
  }

  @ParameterizedTest
  @CsvSource({
    "photo, photo, true",
    "document, document, true",
    "audio, audio, true",
    "photo, document, false",
    "audio, video, false",
    "audio, document, false",
    "photo, animation, false",
    "photo, voice, false",
    "photo, video_note, false"
  })
  void only_kinds_that_go_together_make_an_album(String one, String other, boolean together) {
    assertThat(send(one, other)).startsWith(together ? "{\"ok\":true" : "Bad Request: ");
  }

  @Test
  void an_album_has_no_keyboard() {
    var media = "\"media\":[" + item("photo") + "," + item("photo") + "]";

    assertThat(shop.refusal("sendMediaGroup", media + ",\"reply_markup\":{}"))
        .contains("property 'reply_markup' is not defined");
  }

  @Test
  void a_wrong_item_is_named() {
    var misspelt = "{\"type\":\"photo\",\"media\":\"https://m.example/a\",\"captoin\":\"a\"}";

    assertThat(shop.refusal("sendMediaGroup", "\"media\":[" + item("photo") + "," + misspelt + "]"))
        .contains("$.media[1]: property 'captoin' is not defined");
  }
}
