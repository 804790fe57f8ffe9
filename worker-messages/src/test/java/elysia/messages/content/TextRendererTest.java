package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRendererTest {
  private static final List<String> BITS =
      List.of(
          "a", "é", "😀", "<", ">", "&", "{", "}", "{{user_name}}", "$1", "\\", " ", "\n", "_*");

  @ParameterizedTest
  @CsvSource({
    "'Oi {{user_name}}!', 'Oi Ana!'",
    "'Oi {user_name}!', 'Oi Ana!'",
    "'{{user_name}} e {user_name}', 'Ana e Ana'",
    "'{{other}} {x}', '{{other}} {x}'",
    "'1 < 2 & 3 > 2', '1 &lt; 2 &amp; 3 &gt; 2'",
    "'_*[]()~`#+-=|.!', '_*[]()~`#+-=|.!'",
  })
  void placeholders_are_filled_and_the_rest_stays_plain(String text, String html) {
    assertThat(html(text, "Ana")).containsExactly(html);
  }

  @Test
  void a_name_can_be_anything() {
    assertThat(html("Oi {user_name}", "<b>{{user_name}} & $1 \\"))
        .containsExactly("Oi &lt;b&gt;{{user_name}} &amp; $1 \\");
  }

  @Test
  void without_a_name_the_sentence_still_reads() {
    assertThat(html("Oi, {{user_name}}!", null)).containsExactly("Oi, você!");
    assertThat(html("Oi, {{user_name}}!", "  ")).containsExactly("Oi, você!");
  }

  @Test
  void a_text_at_the_limit_is_one_message_and_one_more_character_makes_two() {
    var atLimit = "é".repeat(TextRenderer.MAX_CHARACTERS);

    assertThat(html(atLimit, null)).containsExactly(atLimit);
    assertThat(html(atLimit + "é", null)).containsExactly(atLimit, "é");
  }

  @Test
  void a_long_text_is_cut_at_a_line_before_a_word() {
    var line = "a ".repeat(1500).strip();

    assertThat(html(line + "\n" + line, null)).containsExactly(line, line);
  }

  @Test
  void whatever_sellers_write_arrives_whole_within_the_limit() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var text =
          random
              .ints(random.nextInt(1, 9000), 0, BITS.size())
              .mapToObj(BITS::get)
              .collect(Collectors.joining());

      var messages = html(text, "Zé <3");

      var shown = messages.stream().map(TextRendererTest::unescaped).toList();
      assertThat(shown)
          .as("seed %d", seed)
          .allMatch(message -> message.length() <= TextRenderer.MAX_CHARACTERS)
          .allMatch(message -> message.equals(message.strip()) && !message.isEmpty())
          .noneMatch(message -> Character.isHighSurrogate(message.charAt(message.length() - 1)));
      assertThat(withoutSpace(String.join("", shown)))
          .as("seed %d", seed)
          .isEqualTo(withoutSpace(text.replace("{{user_name}}", "Zé <3")));
      assertThat(messages).as("seed %d", seed).noneMatch(html -> html.matches("(?s).*[<>].*"));
    }
  }

  private static List<String> html(String text, @Nullable String firstName) {
    return TextRenderer.html(Content.Text.plain(text), firstName);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
