package elysia.ingress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.ingress.Rows;
import elysia.ingress.Rows.TestBot;
import elysia.ingress.TestIngress;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RANGE = "/api/metrics?from=2026-03-10&to=2026-03-11";
  private static final TestIngress INGRESS = TestIngress.shared();

  @Test
  void both_generations_of_events_are_counted_once_and_by_the_days_of_sao_paulo()
      throws IOException {
    var bot = INGRESS.rows().bot();
    event(bot, "presell_view", "2026-03-10T15:00:00Z", null, null, null);
    event(bot, "presell_view", "2026-03-10T15:00:00Z", null, null, null);
    event(bot, "to_bot_click", "2026-03-10T15:00:00Z", null, null, null);
    event(bot, "bot_start", "2026-03-10T15:00:00Z", 900000001L, null, null);
    event(bot, "bot_start", "2026-03-10T15:00:00.300Z", 900000001L, null, null);
    event(bot, "bot_start", "2026-03-10T23:00:00Z", 900000002L, null, null);
    legacyStart(bot, "2026-03-11T02:59:59Z", 900000003L);
    legacyStart(bot, "2026-03-11T02:59:59Z", 900000001L);
    event(bot, "pix_created", "2026-03-10T16:00:00Z", 900000001L, "tx1", 1990L);
    event(bot, "pix_created", "2026-03-10T16:01:00Z", 900000002L, "tx2", 1990L);
    event(bot, "pix_paid", "2026-03-10T17:00:00Z", 900000001L, "tx1", 1990L);
    event(bot, "payment_approved", "2026-03-10T17:00:01Z", 900000001L, "tx1", 1990L);
    event(bot, "bot_interaction", "2026-03-10T17:00:00Z", 900000001L, null, null);
    event(bot, "pix_paid", "2026-03-11T03:00:00Z", 900000002L, "tx2", 2990L);
    event(bot, "bot_start", "2026-03-12T03:00:00Z", 900000004L, null, null);
    event(bot, "bot_start", "2026-03-10T02:59:59Z", 900000005L, null, null);

    var days = days(RANGE, bot);

    assertThat(days).hasSize(2);
    assertThat(days.get(1))
        .isEqualTo(
            JSON.readTree(
                """
                {"bot": %d, "botSlug": "%s", "day": "2026-03-10", "presellViews": 2, "clicks": 1,
                 "entries": 3, "pixCreated": 2, "pixPaid": 1, "revenueCents": 1990}
                """
                    .formatted(bot.id(), bot.slug())));
    assertThat(days.getFirst())
        .isEqualTo(
            JSON.readTree(
                """
                {"bot": %d, "botSlug": "%s", "day": "2026-03-11", "presellViews": 0, "clicks": 0,
                 "entries": 0, "pixCreated": 0, "pixPaid": 1, "revenueCents": 2990}
                """
                    .formatted(bot.id(), bot.slug())));
  }

  @Test
  void without_parameters_it_is_the_last_seven_days() throws IOException {
    var bot = INGRESS.rows().bot();
    INGRESS
        .rows()
        .execute(
            """
            insert into funnel_events (bot_id, event_name, event_id, occurred_at)
            select ?, 'to_bot_click', 'c' || day || ?, now() - make_interval(days => day)
            from generate_series(0, 9) as day
            """,
            bot.id(),
            bot.slug());

    assertThat(days("/api/metrics", bot)).hasSize(7);
  }

  @Test
  void only_the_admin_token_opens_it() {
    assertThat(INGRESS.get(RANGE).statusCode()).isEqualTo(401);
    for (var authorization :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer x",
            TestIngress.ADMIN_TOKEN,
            "Basic " + TestIngress.ADMIN_TOKEN,
            "Bearer " + TestIngress.ADMIN_TOKEN + "x")) {
      assertThat(INGRESS.get(RANGE, "Authorization", authorization).statusCode())
          .as(authorization)
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "to=2026-02-30",
        "from=2026-03-11&to=2026-03-10",
        "from=2020-01-01&to=2026-03-10"
      })
  void an_impossible_range_is_400_and_says_why(String query) throws IOException {
    var answer = get("/api/metrics?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("error").asText()).isNotEmpty();
  }

  private static HttpResponse<String> get(String path) {
    return INGRESS.get(path, "Authorization", "Bearer " + TestIngress.ADMIN_TOKEN);
  }

  private static List<JsonNode> days(String path, TestBot bot) throws IOException {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    var report = JSON.readTree(answer.body());
    assertThat(report.path("timeZone").asText()).isEqualTo("America/Sao_Paulo");
    return report
        .path("days")
        .valueStream()
        .filter(day -> day.path("bot").asLong() == bot.id())
        .toList();
  }

  private static void event(
      TestBot bot,
      String name,
      String at,
      @Nullable Long person,
      @Nullable String transaction,
      @Nullable Long cents) {
    INGRESS
        .rows()
        .execute(
            """
            insert into funnel_events
              (bot_id, event_name, event_id, occurred_at, telegram_id, tg_id, transaction_id, price_cents)
            values (?, ?, ?, ?::timestamptz, ?, ?, ? || ?, ?)
            """,
            bot.id(),
            name,
            Rows.unique("event"),
            at,
            person,
            person,
            transaction,
            bot.slug(),
            cents);
  }

  /// As the first application wrote it: by slug, the person in tg_id.
  private static void legacyStart(TestBot bot, String at, long person) {
    INGRESS
        .rows()
        .execute(
            """
            insert into funnel_events (bot_slug, event_name, event_id, occurred_at, tg_id)
            values (?, 'start', ?, ?::timestamptz, ?)
            """,
            bot.slug(),
            Rows.unique("st"),
            at,
            person);
  }
}
