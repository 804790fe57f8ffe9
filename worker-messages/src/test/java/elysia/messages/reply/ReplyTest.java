package elysia.messages.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestBot.TestOffer;
import elysia.messages.update.Update;
import elysia.messaging.WireJson;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final TestOffer offer = bot.offer("Mensal", 1990);
  private final Person ana = bot.person("Ana");

  @Test
  void a_press_orders_the_offer_once_however_often_it_comes() {
    long update = Stage.nextUpdate();
    var body = bot.press(update, ana, "buy:" + offer.code());

    Stage.allAtOnce(30, () -> stage.publish(bot.id(), "tg.callback", update, body));

    var key = "tg:" + bot.id() + ":" + update;
    await().until(() -> bot.count("outbox", "message_id = 'charge:" + key + "'") == 1);
    assertThat(charge(key))
        .contains("\"key\": \"" + key + "\"")
        .contains("\"offer\": " + offer.id())
        .contains("\"user\": " + bot.person(ana, "id"))
        .doesNotContain("1990");
    assertThat(bot.sentTo(ana)).isEmpty();
  }

  @Test
  void the_buttons_clock_is_stopped_and_its_refusal_stops_nothing() {
    long update = press("buy:" + offer.code());

    await().until(() -> bot.count("outbox", charged()) == 1);
    await().until(() -> !bot.acknowledgements(List.of(update)).isEmpty());
    assertThat(bot.acknowledgements(List.of(update)).getFirst().status())
        .as("the sandbox has never seen this press: too old")
        .isEqualTo(400);
  }

  @Test
  void an_acknowledgement_without_an_answer_holds_up_no_order() {
    long update = Stage.nextUpdate();
    stage
        .sandbox()
        .faults()
        .add(
            Fault.of(Service.TELEGRAM, new Effect.Latency(20_000, 0, Effect.When.BEFORE))
                .method("answerCallbackQuery")
                .about("query-" + update));

    stage.publish(bot.id(), "tg.callback", update, bot.press(update, ana, "buy:" + offer.code()));

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(bot.acknowledgements(List.of(update))).as("still waiting").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"buy:forged", "buy:", "pix:12:1990", "{}", "buy_1"})
  void what_is_no_offer_of_this_bot_shows_what_it_sells(String data) {
    press(data);

    await().until(() -> bot.states(ana).equals(List.of("sent")));
    assertThat(
            bot.sentTo(ana)
                .getLast()
                .at("/reply_markup/inline_keyboard/0/0/callback_data")
                .asText())
        .isEqualTo("buy:" + offer.code());
    assertThat(bot.count("outbox", charged())).isZero();
  }

  @Test
  void another_bots_offer_is_no_offer() {
    var foreign = stage.bot().offer("Barato", 1);

    press("buy:" + foreign.code());

    await().until(() -> bot.states(ana).equals(List.of("sent")));
    assertThat(bot.count("outbox", charged())).isZero();
  }

  @Test
  void an_old_button_sells_the_old_offer() {
    stage.sql().update("update offers set archived_at = now() where id = ?", offer.id());
    bot.offer("Mensal", 2990);

    press("buy:" + offer.code());

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(
            bot.count("outbox", charged() + " and (payload ->> 'offer')::bigint = " + offer.id()))
        .isEqualTo(1);
  }

  @Test
  void a_paused_bot_sells_nothing() throws InterruptedException {
    long update = Stage.nextUpdate();
    var body = bot.press(update, ana, "buy:" + offer.code()).getBytes(StandardCharsets.UTF_8);
    var handler = stage.bean(ReplyHandler.class);

    bot.set("paused", true);
    handler.handle(WireJson.read(body, Update.class), Stage.delivery(bot.id(), update));
    assertThat(bot.count("outbox", charged())).isZero();

    bot.set("paused", false);
    handler.handle(WireJson.read(body, Update.class), Stage.delivery(bot.id(), update));
    assertThat(bot.count("outbox", charged())).isEqualTo(1);
  }

  @Test
  void a_block_cancels_what_waits_but_not_what_was_paid_for() {
    waiting("start");
    waiting("delivery");

    member("kicked", 1_795_000_000);

    await().until(() -> bot.person(ana, "blocked").equals("true"));
    await().until(() -> bot.states(ana).equals(List.of("canceled", "pending")));
    member("member", 1_795_000_001);
    await().until(() -> bot.person(ana, "blocked").equals("false"));
  }

  @Test
  void a_block_that_is_older_than_the_last_start_says_nothing() {
    stage
        .sql()
        .update(
            "insert into bot_users (bot_id, telegram_id, last_start_at) values (?, ?, to_timestamp(1795000100))",
            bot.id(),
            ana.id());

    long update = member("kicked", 1_795_000_000);

    var messageId = "tg:" + bot.id() + ":" + update;
    await().until(() -> bot.count("processed_messages", "message_id = '" + messageId + "'") == 1);
    assertThat(bot.person(ana, "blocked")).isEqualTo("false");
  }

  @Test
  void a_text_is_an_interaction_and_no_answer() {
    text("oi, tudo bem?");

    await().until(() -> bot.count("outbox", interactions()) == 1);
    assertThat(bot.person(ana, "first_name")).isEqualTo("Ana");
    assertThat(bot.sentTo(ana)).isEmpty();
  }

  private long press(String data) {
    long update = Stage.nextUpdate();
    stage.publish(
        bot.id(), "tg.callback", update, bot.press(update, ana, data.replace("\"", "\\\"")));
    return update;
  }

  private void text(String text) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.other", update, bot.start(update, ana, text));
  }

  private long member(String status, long date) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.member", update, bot.member(update, ana, status, date));
    return update;
  }

  private void waiting(String kind) {
    stage
        .sql()
        .update(
            """
            insert into sends (bot_id, telegram_id, kind, group_key, step, request) values (?, ?, ?, ?, 1, '{}')
            """,
            bot.id(),
            ana.id(),
            kind,
            kind + ":" + bot.id());
  }

  private String charged() {
    return "message_type = 'charge' and message_id like 'charge:tg:" + bot.id() + ":%'";
  }

  private String interactions() {
    return "message_id like 'fe:bot_interaction:" + bot.id() + ":%'";
  }

  private String charge(String key) {
    return stage
        .sql()
        .one(
            "select payload from outbox where message_id = ?",
            row -> row.text("payload"),
            "charge:" + key)
        .orElseThrow();
  }
}
