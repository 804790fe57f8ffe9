package elysia.messages.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.Sql;
import elysia.db.offers.LegacyPlans;
import elysia.db.offers.LegacyPlans.OddPrice;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.model.Money;
import elysia.sandbox.telegram.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buttons that the old application sent: they name a place in a list that was frozen when the bot
/// was adopted, never a price.
class LegacyPlanTest {
  private static final String LISTS =
      """
      select string_agg(source_kind || ' ' || source_slug || ' ' || plan_key || ' ' || name || ' ' || price_cents
        || ' ' || coalesce(duration_text, '-') || case when archived_at is null then ' à venda' else '' end, '; '
        order by source_kind, source_slug, position) as lists
      from offers where bot_id = ? and frozen_at is not null
      """;

  private final Stage stage = Stage.shared();
  private final LegacyPlans plans = stage.bean(LegacyPlans.class);
  private final TestBot bot = stage.bot();
  private final Person ana = bot.person("Ana");

  @BeforeEach
  void theOldApplicationsLists() {
    bot.message(
        "start",
        """
        {"messages":["Oi"],"plans":[{"name":"Semanal","value":990},{"name":"Mensal","time":"30 dias","value":"19,90"}]}""");
    downsell("oferta:1", "{\"plans\":[{\"name\":\"Mensal\",\"value\":500},{\"value\":1490}]}");
    shot("black", "{\"plans\":[{\"id\":\"vip\",\"name\":\"VIP\",\"value\":150000}]}");
    history("fim", "2026-01-02", "[{\"name\":\"Fim\",\"price\":9.9}]");
    history("fim", "2026-01-01", "[{\"name\":\"Antes\",\"price\":7.7}]");
    history("black", "2026-01-03", "[{\"id\":\"vip\",\"name\":\"Outro\",\"value\":1}]");
  }

  @Test
  void adoption_freezes_every_list_once_and_puts_the_greetings_plans_on_sale() {
    var first = plans.freeze(bot.id());
    var lists = lists();
    for (var table : List.of("bot_messages", "bot_downsells", "shots")) {
      change(table, "{\"plans\":[{\"value\":1},{\"value\":1},{\"value\":1}]}");
    }
    history("fim", "2026-02-01", "[{\"value\":1}]");
    history("novo", "2026-02-01", "[{\"name\":\"Novo\",\"value\":300}]");
    var second = plans.freeze(bot.id());

    assertThat(lists)
        .isEqualTo(
            "downsell oferta:1 1 Mensal 500 -; downsell oferta:1 2 Plano 2 1490 -; shot black vip VIP 150000 -;"
                + " shot fim 1 Fim 990 -; start start 1 Semanal 990 - à venda; start start 2 Mensal 1990 30 dias à venda");
    assertThat(lists())
        .isEqualTo(lists.replace("; start start 1", "; shot novo 1 Novo 300 -; start start 1"));
    assertThat(List.of(first.added(), second.added())).containsExactly(6, 1);
  }

  @Test
  void odd_prices_are_listed_for_a_person_to_confirm_every_time() {
    shot(
        "barato",
        "{\"plans\":[{\"value\":\"R$ 20\"},{\"value\":49},{\"value\":50},{\"value\":100000},{\"value\":100001}]}");

    plans.freeze(bot.id());

    assertThat(plans.freeze(bot.id()).odd())
        .containsExactly(
            new OddPrice("shot", "barato", 1, "Plano 1", Money.brl(20)),
            new OddPrice("shot", "barato", 2, "Plano 2", Money.brl(49)),
            new OddPrice("shot", "barato", 5, "Plano 5", Money.brl(100_001)),
            new OddPrice("shot", "black", 1, "VIP", Money.brl(150_000)));
  }

  @Test
  void a_bot_that_already_sells_keeps_its_own_offers() {
    var own = bot.offer("Nosso", 2990);

    plans.freeze(bot.id());

    assertThat(lists()).doesNotContain("à venda");
    press("plan:" + bot.id() + ":77", null);
    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.sentTo(ana).getFirst().at("/reply_markup/inline_keyboard")).hasSize(1);
    assertThat(firstButton()).isEqualTo("buy:" + own.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan:%d:2 | Mensal — R$ 19,90 | start start 1990",
        "plan:%d:2:start:start | Mensal — R$ 19 | start start 1990", // a label that was cut
        "plan:%d:2:downsell:oferta:1 | Plano 2 — R$ 14,90 | downsell oferta:1 1490",
        "plan:%d:vip:shot:black | VIP — R$ 1.500,00 | shot black 150000",
        "plan:%d:1:shot:fim |  | shot fim 990" // too old a message to know its label
      })
  void an_old_button_sells_its_frozen_plan(String data, @Nullable String label, String sold) {
    plans.freeze(bot.id());

    press(data.formatted(bot.id().value()), label);

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(sold()).isEqualTo(sold);
  }

  @Test
  void an_edited_list_still_sells_at_the_old_price() {
    plans.freeze(bot.id());
    stage.sql().update("update offers set archived_at = now() where bot_id = ?", bot.id());
    bot.offer("Semanal", 4990);

    press("plan:" + bot.id() + ":1", "Semanal — R$ 9,90");

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(sold()).isEqualTo("start start 990");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan:%1$d:1 | Semanal — R$ 7,90", // the list changed before it was frozen
        "plan:%1$d:9 | Semanal — R$ 9,90", // no such plan
        "plan:%1$d:9:start:start | ",
        "plan:%1$d:9:downsell:oferta:1 | ",
        "plan:%1$d:1:downsell:oferta | ", // the slug goes to the end
        "plan:%1$d:9:shot:black | ",
        "plan:%1$d:1:shot:sumido | ",
        "plan:%1$d:1:outro:black | ",
        "plan:%1$d: | ",
        "plan:abc:1 | ",
        "plan:99999999999999999999:1 | ",
        "plan:%2$d:1 | Semanal — R$ 9,90", // another bot
        "plan:%2$d:1:start:start | Semanal — R$ 9,90",
        "plan:%2$d:1:downsell:oferta:1 | ",
        "plan:%2$d:vip:shot:black | ",
        "plan:1 | Semanal — R$ 9,90", // of a table that is gone
        "downsell:1 | Semanal — R$ 9,90",
        "downsell:1:p1 | Semanal — R$ 9,90",
        "check_payment:%3$d | ", // another person's
        "check_payment:%4$d | ", // at another bot
        "check_payment:999999999999999 | ",
        "check_payment:abc | ",
        "check_payment:-1 | ",
        "check_payment: | ",
        "show_qr:%3$d | ",
        "show_qr:%4$d | ",
        "show_qr:999999999999999 | ",
        "show_qr:1 or 1=1 | ",
        "show_qr: | "
      })
  void what_is_unclear_gets_the_current_offers(String data, @Nullable String label) {
    plans.freeze(bot.id());
    var other = stage.bot().message("start", "{\"plans\":[{\"name\":\"Semanal\",\"value\":990}]}");
    plans.freeze(other.id());
    var now = bot.offer("Hoje", 4990);
    stage
        .sql()
        .update(
            "update offers set archived_at = now() where bot_id = ? and id <> ?",
            bot.id(),
            now.id());
    var payment = bot.payment(bot.person("Bia"), now, "pending");
    var elsewhere = other.payment(ana, other.offer("Lá", 100), "pending");

    press(
        data.formatted(bot.id().value(), other.id().value(), payment.value(), elsewhere.value()),
        label);

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(firstButton()).isEqualTo("buy:" + now.code());
    assertThat(bot.count("outbox", charged())).isZero();
    assertThat(
            bot.count(
                "outbox", "payload ->> 'payment' in ('%s', '%s')".formatted(payment, elsewhere)))
        .isZero();
  }

  private void downsell(String slug, String content) {
    insert("bot_downsells (bot_id, slug, name, content) values (?, ?, 'Oferta', ?)", slug, content);
  }

  private void shot(String slug, String content) {
    insert("shots (bot_id, slug, title, content) values (?, ?, 'Disparo', ?)", slug, content);
  }

  private void history(String slug, String deletedAt, String list) {
    insert(
        "shot_plans_history (bot_id, shot_slug, plans, deleted_at) values (?, ?, ?, '%s')"
            .formatted(deletedAt),
        slug,
        list);
  }

  private void insert(String into, String slug, String json) {
    stage.sql().update("insert into " + into, bot.id(), slug, new Sql.Json(json));
  }

  private void change(String table, String content) {
    stage
        .sql()
        .update(
            "update " + table + " set content = ? where bot_id = ?",
            new Sql.Json(content),
            bot.id());
  }

  private String lists() {
    return stage.sql().one(LISTS, row -> row.text("lists"), bot.id()).orElseThrow();
  }

  /// The list and the price of the offer that was charged.
  private String sold() {
    return stage
        .sql()
        .one(
            """
            select o.source_kind || ' ' || o.source_slug || ' ' || o.price_cents as sold
            from outbox b join offers o on o.id = (b.payload ->> 'offer')::bigint
            where b.message_type = 'charge' and b.message_id like ?
            """,
            row -> row.text("sold"),
            "charge:tg:" + bot.id() + ":%")
        .orElseThrow();
  }

  private String firstButton() {
    return bot.sentTo(ana)
        .getFirst()
        .at("/reply_markup/inline_keyboard/0/0/callback_data")
        .asText();
  }

  private void press(String data, @Nullable String label) {
    long update = Stage.nextUpdate();
    var message =
        label == null
            ? "{\"message_id\":55,\"date\":0}"
            : """
              {"message_id":55,"date":1795000000,"reply_markup":{"inline_keyboard":[
                [{"text":"Site","url":"https://example.com"}],[{"text":"%s","callback_data":"%s"}]]}}"""
                .formatted(label, data);
    var body =
        """
        {"update_id":%d,"callback_query":{"id":"1","chat_instance":"-1","data":"%s","message":%s,
          "from":{"id":%d,"is_bot":false,"first_name":"Ana"}}}"""
            .formatted(update, data, message, ana.id());
    stage.publish(bot.id(), "tg.callback", update, body);
  }

  private String charged() {
    return "message_type = 'charge' and message_id like 'charge:tg:" + bot.id() + ":%'";
  }
}
