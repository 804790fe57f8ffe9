package elysia.ingress.click;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewCheckTest {
  private static final String PERSON =
      "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/130.0 Mobile Safari/537.36";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PERSON,
        PERSON + " [FB_IAB/FB4A;FBAV/480.0.0.54.88;]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/22B83 [FBAN/FBIOS;FBAV/480.0]",
        PERSON + " Instagram 350.0.0.40.109 Android",
        PERSON + " musical_ly_2023 BytedanceWebview/d8a21c6",
        PERSON + " Telegram-Android/11.2",
      })
  void people_in_apps_are_people(String agent) {
    assertThat(PreviewCheck.isPreview(HttpRequest.GET("/go/x").header("User-Agent", agent)))
        .isFalse();
  }

  @Test
  void a_browser_that_says_nothing_is_a_person() {
    assertThat(PreviewCheck.isPreview(HttpRequest.GET("/go/x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Facebot",
        "meta-externalagent/1.1",
        "TelegramBot (like TwitterBot)",
        "WhatsApp/2.23.20.0",
        "Twitterbot/1.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
      })
  void preview_bots_are_known_by_name(String agent) {
    assertThat(PreviewCheck.isPreview(HttpRequest.GET("/go/x").header("User-Agent", agent)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Purpose,preview",
    "Purpose,prefetch",
    "Sec-Purpose,prefetch;prerender",
    "X-Moz,prefetch",
    "x-purpose,PREVIEW",
  })
  void a_prefetch_comes_with_a_persons_agent_and_says_so_in_a_header(String header, String value) {
    var request = HttpRequest.GET("/go/x").header("User-Agent", PERSON).header(header, value);

    assertThat(PreviewCheck.isPreview(request)).isTrue();
  }

  @Test
  void head_is_a_look_and_not_a_click() {
    assertThat(PreviewCheck.isPreview(HttpRequest.HEAD("/go/x").header("User-Agent", PERSON)))
        .isTrue();
  }
}
