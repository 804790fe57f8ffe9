package elysia.messages.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.Transactions;
import elysia.db.secret.SecretBox;
import elysia.db.tracking.TrackingSessions;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.update.Update;
import elysia.messaging.WireJson;
import elysia.model.TrackingToken;
import elysia.sandbox.telegram.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StartTest {
  private static final String THREE_TEXTS =
      "{\"messages\":[\"Oi, {{user_name}}!\",\"Temos < 3 > vagas & {bônus}.\",\"Escolha:\"]}";

  private final Stage stage = Stage.shared();

  @Test
  void a_start_is_greeted_with_texts_in_order_and_plans_under_the_last() {
    var bot = stage.bot().message("start", THREE_TEXTS);
    var offer = bot.offer("Mensal", 1990);
    var ana = bot.person("Ana");

    start(bot, ana, "/start");

    await().until(() -> bot.states(ana).equals(List.of("sent", "sent", "sent")));
    assertThat(bot.textsTo(ana))
        .containsExactly("Oi, Ana!", "Temos < 3 > vagas & {bônus}.", "Escolha:");
    var button = bot.sentTo(ana).getLast().at("/reply_markup/inline_keyboard/0/0");
    assertThat(button.path("text").asText()).isEqualTo("Mensal — R$ 19,90");
    assertThat(button.path("callback_data").asText()).isEqualTo("buy:" + offer.code());
    assertThat(bot.person(ana, "first_name || ' ' || username || ' ' || language_code"))
        .isEqualTo("Ana ana pt-br");
  }

  @Test
  void a_start_is_a_step_of_the_funnel_at_the_time_of_its_source() {
    var bot = stage.bot();
    var ana = bot.person("Ana");

    long update = start(bot, ana, "/start t_abc");

    await().until(() -> bot.states(ana).equals(List.of("sent")));
    var event = outbox("fe:bot_start:" + bot.id() + ":" + update);
    assertThat(event)
        .contains("\"session\": \"t_abc\"")
        .contains("\"occurredAt\": \"2026-11-18T11:06:40Z\"")
        .contains("\"telegramId\": " + ana.id());
  }

  @Test
  void fifty_copies_over_two_workers_greet_once() {
    var bot = stage.bot().message("start", THREE_TEXTS);
    var ana = bot.person("Ana");
    long update = Stage.nextUpdate();
    var body = bot.start(update, ana, "/start");

    try (var second = stage.startWorker(stage.sandbox().telegramUrl())) {
      Stage.allAtOnce(50, () -> stage.publish(bot.id(), "tg.start", update, body));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> bot.states(ana).equals(List.of("sent", "sent", "sent")));
      await().during(Duration.ofSeconds(1)).until(() -> bot.sentTo(ana).size() == 3);
      assertThat(second.baseUrl()).isNotEmpty();
    }

    assertThat(bot.textsTo(ana))
        .containsExactly("Oi, Ana!", "Temos < 3 > vagas & {bônus}.", "Escolha:");
  }

  @Test
  void twenty_first_starts_of_one_person_at_once_make_one_row_and_one_greeting() {
    var bot = stage.bot().message("start", THREE_TEXTS);
    var ana = bot.person("Ana");

    Stage.allAtOnce(20, () -> start(bot, ana, "/start"));

    await().until(() -> bot.states(ana).equals(List.of("sent", "sent", "sent")));
    await().until(() -> bot.count("outbox", "message_id like 'fe:bot_%:" + bot.id() + ":%'") == 20);
    assertThat(bot.count("bot_users", "telegram_id = " + ana.id())).isEqualTo(1);
    assertThat(bot.count("outbox", "message_id like 'fe:bot_start:" + bot.id() + ":%'"))
        .isEqualTo(1);
    assertThat(bot.sentTo(ana)).hasSize(3);
  }

  @Test
  void a_double_tap_with_a_new_token_greets_once_and_keeps_the_token() {
    var bot = stage.bot();
    var ana = bot.person("Ana");
    var token = TrackingToken.mint();

    start(bot, ana, "/start");
    await().until(() -> bot.states(ana).equals(List.of("sent")));
    // whatever this machine is busy with, the next tap comes within 3 s
    stage
        .sql()
        .update(
            "update bot_users set last_start_at = now() + interval '1 hour' where bot_id = ?",
            bot.id());
    start(bot, ana, "/start " + token);

    await().until(() -> bot.person(ana, "tracking_token").equals(token.value()));
    assertThat(bot.states(ana)).containsExactly("sent");
    assertThat(bot.count("outbox", "message_id like 'fe:bot_start:" + bot.id() + ":%'"))
        .isEqualTo(2);
  }

  @Test
  void a_paused_bot_says_nothing_and_a_change_counts_for_the_next_update()
      throws InterruptedException {
    var bot = stage.bot().message("start", "{\"text\":\"antes\"}");
    var ana = bot.person("Ana");

    bot.set("paused", true);
    handle(bot, ana);
    assertThat(bot.sentTo(ana)).isEmpty();
    assertThat(bot.person(ana, "id")).isEqualTo("none");

    bot.set("paused", false);
    stage
        .sql()
        .update(
            "update bot_messages set content = '{\"text\":\"depois\"}' where bot_id = ?", bot.id());
    handle(bot, ana);
    assertThat(bot.textsTo(ana)).containsExactly("depois");
  }

  @Test
  void a_click_belongs_to_the_first_who_comes_with_it() {
    var bot = stage.bot();
    destination(bot);
    var ana = bot.person("Ana");
    var bia = bot.person("Bia");
    var token = TrackingToken.mint();
    stage.sql().update("insert into tracking_sessions (id, bot_id) values (?, ?)", token, bot.id());

    start(bot, ana, "/start " + token);
    await().until(() -> bot.states(ana).equals(List.of("sent")));
    start(bot, bia, "/start " + token);
    await().until(() -> bot.states(bia).equals(List.of("sent")));

    assertThat(bot.count("tracking_sessions", "id = '" + token + "' and telegram_id = " + ana.id()))
        .isEqualTo(1);
    assertThat(leads(bot)).containsExactly("ld_" + bot.id() + "_" + ana.id() + "_" + token);
    assertThat(bot.person(bia, "tracking_token")).isEqualTo(token.value());
  }

  @Test
  void a_start_waits_for_no_click_that_somebody_holds_and_gets_it_later() {
    var bot = stage.bot();
    handle(bot, bot.person("Bia"), "/start"); // everything is warm
    var ana = bot.person("Ana");
    var token = TrackingToken.mint();
    stage.sql().update("insert into tracking_sessions (id, bot_id) values (?, ?)", token, bot.id());

    var took =
        stage
            .bean(Transactions.class)
            .inTransaction(
                () -> {
                  stage.sql().update("update tracking_sessions set src = 'x' where id = ?", token);
                  return CompletableFuture.supplyAsync(
                          () -> handle(bot, ana, "/start " + token), Thread::startVirtualThread)
                      .join();
                });

    assertThat(bot.states(ana)).containsExactly("sent");
    assertThat(took).isLessThan(Duration.ofMillis(500));
    assertThat(
            bot.count(
                "outbox",
                "message_id like 'fe:bot_start:%s:%%' and payload ->> 'session' = '%s'"
                    .formatted(bot.id(), token)))
        .as("worker-tracking hears of the token")
        .isEqualTo(1);
    stage.bean(TrackingSessions.class).bind(List.of(token)); // as it does then
    assertThat(bot.count("tracking_sessions", "id = '" + token + "' and telegram_id = " + ana.id()))
        .isEqualTo(1);
  }

  @Test
  void a_start_before_its_click_is_a_lead_and_one_without_a_token_is_none() {
    var bot = stage.bot();
    destination(bot);
    var ana = bot.person("Ana");
    var bia = bot.person("Bia");
    var token = TrackingToken.mint();

    start(bot, ana, "/start " + token);
    start(bot, bia, "/start");

    await()
        .until(
            () ->
                bot.states(ana).equals(List.of("sent")) && bot.states(bia).equals(List.of("sent")));
    assertThat(leads(bot)).containsExactly("ld_" + bot.id() + "_" + ana.id() + "_" + token);
  }

  private void destination(TestBot bot) {
    stage
        .sql()
        .update(
            """
            insert into conversion_destinations (organization_id, bot_id, kind, name, external_id, credentials_sealed)
            values (1, ?, 'meta_capi', 'pixel', '123', ?)
            """,
            bot.id(),
            stage.bean(SecretBox.class).seal("x", "conversion_destinations.credentials"));
  }

  private List<String> leads(TestBot bot) {
    return stage
        .sql()
        .query(
            "select event_id from conversions where bot_id = ? and event_name = 'Lead'",
            row -> row.text("event_id"),
            bot.id());
  }

  private String outbox(String messageId) {
    return stage
        .sql()
        .one(
            "select payload from outbox where message_id = ?",
            row -> row.text("payload"),
            messageId)
        .orElseThrow();
  }

  private void handle(TestBot bot, Person person) throws InterruptedException {
    long update = Stage.nextUpdate();
    var body = bot.start(update, person, "/start").getBytes(StandardCharsets.UTF_8);
    stage
        .bean(StartHandler.class)
        .handle(WireJson.read(body, Update.class), Stage.delivery(bot.id(), update));
  }

  private long start(TestBot bot, Person person, String text) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, text));
    return update;
  }

  /// Handles a /start here; how long it took until it was greeted.
  private Duration handle(TestBot bot, Person person, String text) {
    long updateId = Stage.nextUpdate();
    var body = bot.start(updateId, person, text).getBytes(StandardCharsets.UTF_8);
    long begun = System.nanoTime();
    try {
      stage
          .bean(StartHandler.class)
          .handle(WireJson.read(body, Update.class), Stage.delivery(bot.id(), updateId));
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
