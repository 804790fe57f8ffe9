package elysia.messages.update;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.TrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"/start", "/start ", " /start", "/start@demo_vip_bot", "/start@Bot\n"})
  void a_bare_start_greets(String text) {
    assertThat(StartCommand.parse(text).orElseThrow().token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/start t_abc-9",
        "/start   t_abc-9",
        "/start@demo_vip_bot t_abc-9",
        "/start t_abc-9 \n",
        "/start t_abc-9 mais texto",
        "/start\nt_abc-9"
      })
  void the_payload_is_the_token(String text) {
    assertThat(StartCommand.parse(text).orElseThrow().token())
        .contains(new TrackingToken("t_abc-9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/start ação", "/start _tgr_abc", "/start a.b", "/start a=b"})
  void a_payload_that_cannot_be_a_token_still_greets(String text) {
    assertThat(StartCommand.parse(text).orElseThrow().token()).isEmpty();
  }

  @Test
  void a_payload_of_64_characters_is_taken_and_of_65_is_not() {
    var longest = "a".repeat(64);

    assertThat(StartCommand.parse("/start " + longest).orElseThrow().token())
        .contains(new TrackingToken(longest));
    assertThat(StartCommand.parse("/start " + longest + "a").orElseThrow().token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "oi", "start", "/starter", "/start-x", "/Start", "texto /start", "/stop"})
  void other_texts_are_no_start(String text) {
    assertThat(StartCommand.parse(text)).isEmpty();
  }

  @Test
  void every_minted_token_survives_its_way() {
    for (int i = 0; i < 100_000; i++) {
      var token = TrackingToken.mint();

      assertThat(StartCommand.parse("/start " + token).orElseThrow().token()).contains(token);
    }
  }
}
