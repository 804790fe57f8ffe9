package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.model.MediaKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredContentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"messages":["um","dois"],"medias":[{"kind":"photo","key":"ab"}],"plans":[],"media_mode":"group"}""",
        """
        {"messages":[{"text":"um"},{"text":"dois","raw":true}]}""",
        """
        {"texts":["um","dois"]}""",
        """
        ["um","dois"]""",
        """
        "{\\"messages\\":[\\"um\\",\\"dois\\"]}\"""",
        """
        {"messages":["um"," ",null,7,"dois"]}""",
      })
  void all_shapes_of_two_texts_are_read(String content) {
    assertThat(words(StoredContent.read(content))).containsExactly("um", "dois");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"text":"só um","media_ids":[],"buttons":[]}""",
        """
        "só um\"""",
        """
        {"messages":"só um"}""",
        """
        "{\\"text\\":\\"só um\\"}\"""",
      })
  void all_shapes_of_one_text_are_read(String content) {
    assertThat(words(StoredContent.read(content))).containsExactly("só um");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "null", "7", "true", "\"\"", "{\"messages\":[]}", "{\"text\":null}"})
  void content_without_a_text_has_none(String content) {
    assertThat(words(StoredContent.read(content))).isEmpty();
  }

  @Test
  void a_text_that_looks_like_a_number_stays_a_text() {
    assertThat(words(StoredContent.read("\"10\""))).containsExactly("10");
    assertThat(words(StoredContent.read("\"{oi}\""))).containsExactly("{oi}");
  }

  @Test
  void a_fourth_text_is_cut() {
    assertThat(words(StoredContent.read("{\"messages\":[\"1\",\"2\",\"3\",\"4\"]}")))
        .containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"messages":["oi"],"medias":[{"kind":"photo","key":"%1$s","caption":"","name":"f.jpg","size":123,"tg_file_id":"AgAC","warmup_status":"ready"}]}""",
        """
        {"text":"oi","medias":[{"kind":"photo","sha256":"%1$s"}],"media_mode":"single"}""",
        """
        {"text":"oi","media":{"file_id":"AgAC","media_id":1,"sha256":"%1$s","kind":"photo","r2_key":"loja/x"}}""",
        """
        "{\\"text\\":\\"oi\\",\\"medias\\":[{\\"kind\\":\\"photo\\",\\"key\\":\\"%1$s\\"}]}\"""",
      })
  void all_shapes_of_one_media_are_read(String content) {
    var sha256 = "0a".repeat(32);

    var read = StoredContent.read(content.formatted(sha256));

    assertThat(read.media())
        .containsExactly(new Content.Item(new Attachment.Media(MediaKind.PHOTO, sha256), ""));
    assertThat(words(read)).containsExactly("oi");
  }

  @Test
  void what_only_telegram_has_is_named_as_telegram_names_it() {
    assertThat(
            StoredContent.read(
                    """
                    {"medias":[{"kind":"video","tg_file_id":"BAAC1","caption":"Veja"}],"photo_url":"https://x.example/a.jpg"}""")
                .media())
        .containsExactly(
            new Content.Item(new Attachment.Known(MediaKind.VIDEO, "BAAC1"), "Veja"),
            new Content.Item(new Attachment.Known(MediaKind.PHOTO, "https://x.example/a.jpg"), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"medias\":[{\"kind\":\"sticker\",\"key\":\"x\"},{\"kind\":\"photo\"},7,null]}",
        "{\"medias\":[{\"kind\":\"photo\",\"key\":\"../../etc/passwd\"}]}",
        "{\"medias\":{}}",
        "{\"media_ids\":[1,2]}"
      })
  void media_that_cannot_be_read_are_left_out(String content) {
    assertThat(StoredContent.read(content).media()).isEmpty();
  }

  @Test
  void a_fourth_media_is_cut() {
    var one = "{\"kind\":\"photo\",\"tg_file_id\":\"AgAC\"}";
    var four = String.join(",", one, one, one, one);

    assertThat(StoredContent.read("{\"medias\":[" + four + "]}").media()).hasSize(3);
  }

  @Test
  void buttons_of_the_oldest_content_are_read_and_those_telegram_would_refuse_are_not() {
    var tooLong = "x".repeat(65);

    assertThat(
            StoredContent.read(
                    """
                    {"text":"oi","buttons":[{"text":"Comprar","callback_data":"plan:1:2"},{"text":"Site","url":"https://x.example"},
                      {"text":"Longo","callback_data":"%s"},{"text":"","callback_data":"a"},{"text":"Nada"}]}"""
                        .formatted(tooLong))
                .buttons())
        .containsExactly(
            new Keyboard.Press("Comprar", "plan:1:2"),
            new Keyboard.Link("Site", "https://x.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ALBUM MESSAGE 1",
        "{\"media_mode\":\"single\",\"attach_text_as_caption\":true} | ONE_BY_ONE CAPTION 1",
        "{\"media_mode\":\"group\",\"plan_layout\":\"list\",\"plan_columns\":3} | ALBUM MESSAGE 1",
        "{\"plan_layout\":\"adjacent\"} | ALBUM MESSAGE 2",
        "{\"plan_layout\":\"adjacent\",\"plan_columns\":\"3\"} | ALBUM MESSAGE 3",
        "{\"plan_layout\":\"adjacent\",\"plan_columns\":99} | ALBUM MESSAGE 3",
      })
  void the_layout_is_read(String content, String style) {
    var read = StoredContent.read(content).style();

    assertThat(read.grouping() + " " + read.firstText() + " " + read.planColumns())
        .isEqualTo(style);
  }

  private static List<String> words(Content content) {
    return content.texts().stream().map(Content.Text::words).toList();
  }
}
