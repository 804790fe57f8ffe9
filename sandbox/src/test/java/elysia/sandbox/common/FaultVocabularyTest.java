package elysia.sandbox.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.SandboxServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultVocabularyTest {
  private static SandboxServer sandbox;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start(0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void clear() {
    sandbox.faults().clear();
  }

  private static Reply faults(String method, String body) {
    var type = Map.of("Content-Type", "application/json");
    return HttpCaller.send(
        method, sandbox.baseUrl().resolve("/faults"), type, body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"fault\":\"latency\",\"ms\":400",
        "\"fault\":\"latency\",\"ms\":400,\"maxMs\":900,\"when\":\"after\"",
        "\"fault\":\"status\",\"status\":429,\"retryAfter\":3,\"times\":2,\"percent\":50",
        "\"fault\":\"status\",\"status\":403,\"text\":\"Forbidden: user is deactivated\"",
        "\"fault\":\"html\"",
        "\"fault\":\"no_answer\",\"ms\":60000,\"when\":\"after\",\"method\":\"sendMessage\"",
        "\"fault\":\"partial_album\",\"delivered\":1,\"retryAfter\":7,\"about\":\"900000001\"",
        "\"fault\":\"duplicate\",\"copies\":49",
        "\"fault\":\"delay\",\"ms\":1000",
        "\"fault\":\"reorder\"",
        "\"fault\":\"drop\",\"times\":3"
      })
  void every_fault_is_listed_with_what_it_was_given(String words) {
    var given = "{\"service\":\"telegram\"," + words + "}";

    var reply = faults("POST", given);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var listed = faults("GET", "").json();
    assertThat(listed).hasSize(1);
    Json.parse(given.getBytes(UTF_8))
        .properties()
        .forEach(field -> assertThat(listed.path(0)).contains(field.getValue()));
    assertThat(faults("DELETE", "").json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "[]                                                            | a JSON object expected",
        "{\"fault\":\"drop\"}                                          | service: one of [telegram, pushinpay,",
        "{\"service\":\"telegrm\",\"fault\":\"drop\"}                  | got telegrm",
        "{\"service\":\"landing\",\"fault\":\"latency\",\"ms\":1}      | service: landing is no fake",
        "{\"service\":\"telegram\",\"fault\":\"explode\"}              | fault: one of [latency, status, html, no_answer, partial_album, duplicate, delay, reorder, drop] expected, got explode",
        "{\"service\":\"telegram\"}                                    | fault: one of [latency,",
        "{\"service\":\"telegram\",\"fault\":\"drop\",\"time\":3}      | time: no field of this fault, which has [service, method, about, times, percent]",
        "{\"service\":\"telegram\",\"fault\":\"latency\",\"ms\":1,\"seconds\":1} | which has [service, method, about, times, percent, maxMs, ms, when]",
        "{\"service\":\"telegram\",\"fault\":\"latency\"}              | ms: 1 to 120000 expected, got 0",
        "{\"service\":\"telegram\",\"fault\":\"latency\",\"ms\":5,\"maxMs\":4} | maxMs: 5 to 120000 expected, got 4",
        "{\"service\":\"telegram\",\"fault\":\"status\",\"status\":200} | status: 400 to 599 expected, got 200",
        "{\"service\":\"telegram\",\"fault\":\"html\",\"when\":\"later\"} | when: before or after expected, got later",
        "{\"service\":\"telegram\",\"fault\":\"drop\",\"times\":0}     | times: 1 to 1000000 expected, got 0",
        "{\"service\":\"telegram\",\"fault\":\"drop\",\"times\":\"2\"} | times: an integer expected",
        "{\"service\":\"telegram\",\"fault\":\"drop\",\"percent\":0.5} | percent: an integer expected",
        "{\"service\":\"meta\",\"fault\":\"drop\"}                     | fault: meta sends no webhooks",
        "{\"service\":\"pushinpay\",\"fault\":\"partial_album\"}       | fault: only telegram has albums"
      })
  void a_word_that_is_none_is_refused_with_those_that_are(String body, String reason) {
    var reply = faults("POST", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).contains(reason);
    assertThat(sandbox.faults().all()).isEmpty();
  }

  @Test
  void a_fault_by_chance_strikes_about_as_often_as_it_says() {
    sandbox.faults().add(Fault.of(Service.META, Effect.status(500)).times(1_000_000).percent(50));

    int struck = 0;
    for (int i = 0; i < 1_000; i++) {
      struck +=
          sandbox.faults().take(Effect.OnCall.class, Service.META, "", () -> "").isPresent()
              ? 1
              : 0;
    }

    assertThat(struck).isBetween(350, 650); // nine standard deviations
  }
}
