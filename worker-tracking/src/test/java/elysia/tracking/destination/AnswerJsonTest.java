package elysia.tracking.destination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerJsonTest {
  @Test
  void json_is_kept_as_it_is() {
    assertThat(AnswerJson.forStorage("{\"OK\":true, \"data\":[1]}"))
        .isEqualTo("{\"OK\":true,\"data\":[1]}");
  }

  @Test
  void anything_else_becomes_one_json_text() {
    assertThat(AnswerJson.forStorage("<h1>\"502\"</h1>")).isEqualTo("\"<h1>\\\"502\\\"</h1>\"");
    assertThat(AnswerJson.forStorage("")).isEqualTo("\"\"");
    assertThat(AnswerJson.forStorage("x".repeat(10_000))).hasSize(4_002);
  }

  @Test
  void characters_that_the_database_cannot_hold_do_not_cost_the_answer() {
    assertThat(AnswerJson.forStorage("a\0b")).isEqualTo("\"ab\"");
    assertThat(AnswerJson.forStorage("{\"a\":\"\\u0000\"}")).doesNotStartWith("{");
  }
}
