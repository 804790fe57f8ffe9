package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messages.content.Content.Markup;
import elysia.messages.content.Content.Text;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that their seller wrote in MarkdownV2.
class MarkdownV2Test {
  private static final List<String> BITS =
      List.of(
          "a", "😀", " ", "\n", "\\", "*", "_", "__", "||", "~", "`", "```", "[", "](", ")", "<");

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "Só hoje\\! => Só hoje!",
        "*Oi* _Ana_ => <b>Oi</b> <i>Ana</i>",
        "__u__ ~s~ ||x|| => <u>u</u> <s>s</s> <tg-spoiler>x</tg-spoiler>",
        "*a _b_ c* => <b>a <i>b</i> c</b>",
        "`1 < 2` ```x\\`y``` => <code>1 &lt; 2</code> <pre>x`y</pre>",
        "[*site*](https://x.example/a?b=1&c=\\)) => <a href=\"https://x.example/a?b=1&amp;c=)\"><b>site</b></a>",
        "\\*nada\\* \\_a\\_ \\[x\\]\\(y\\) => *nada* _a_ [x](y)",
        "> 1 + 1 = 2 => &gt; 1 + 1 = 2",
        "R$ 19,90 - hoje. => R$ 19,90 - hoje.",
        "{{user_name}} *{user_name}* \\{\\{user\\_name\\}\\} => A&amp;_* <b>A&amp;_*</b> A&amp;_*",
      })
  void marks_become_tags_and_escapes_disappear(String words, String html) {
    assertThat(html(words)).containsExactly(html);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a", "_a*b_c*", "`a", "```a", "[a](b", "[*a](b)*", "||a"})
  void what_telegram_would_refuse_is_shown_as_it_stands(String words) {
    assertThat(html(words + " \\!")).containsExactly(words + " !");
  }

  @Test
  void too_long_a_text_loses_its_formatting_and_nothing_else() {
    assertThat(html("*" + "a".repeat(4096) + "*")).singleElement().asString().startsWith("<b>a");
    assertThat(String.join("", html("*" + "a".repeat(4097) + "*")))
        .isEqualTo("*" + "a".repeat(4097) + "*");
  }

  @Test
  void whatever_is_written_becomes_html_that_is_whole() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      var words =
          random
              .ints(random.nextInt(1, 12), 0, BITS.size())
              .mapToObj(BITS::get)
              .collect(Collectors.joining("", "x", "x"));

      var html = String.join("", html(words));

      assertThat(opened(html)).as("seed %d: %s", seed, words).isEmpty();
      assertThat(MarkdownV2.html(MarkdownV2.escaped(words)).map(Html::plain))
          .as("seed %d", seed)
          .contains(words);
    }
  }

  /// What is left of it when pairs of tags are taken out, again and again.
  private static String opened(String html) {
    var tags = html.replaceAll("(?s)[^<>]*(<[^>]*>|$)", "$1").replaceAll("<a [^>]*>", "<a>");
    var before = "";
    while (!before.equals(tags)) {
      before = tags;
      tags = tags.replaceAll("<([a-z-]+)></\\1>", "");
    }
    return tags;
  }

  private static List<String> html(String words) {
    return TextRenderer.html(new Text(words, Markup.MARKDOWN_V2), "A&_*");
  }
}
