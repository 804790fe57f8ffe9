package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextsTest {
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
    assertThat(StoredTexts.read(content)).containsExactly("um", "dois");
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
    assertThat(StoredTexts.read(content)).containsExactly("só um");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "null", "7", "true", "\"\"", "{\"messages\":[]}", "{\"text\":null}"})
  void content_without_a_text_has_none(String content) {
    assertThat(StoredTexts.read(content)).isEmpty();
  }

  @Test
  void a_text_that_looks_like_a_number_stays_a_text() {
    assertThat(StoredTexts.read("\"10\"")).containsExactly("10");
    assertThat(StoredTexts.read("\"{oi}\"")).containsExactly("{oi}");
  }

  @Test
  void a_fourth_text_is_cut() {
    assertThat(StoredTexts.read("{\"messages\":[\"1\",\"2\",\"3\",\"4\"]}"))
        .containsExactly("1", "2", "3");
  }
}
