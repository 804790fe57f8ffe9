package elysia.messages.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.model.OfferId;
import elysia.sandbox.telegram.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Buy buttons that the old application sent: they name a place in a list, never a price.
class LegacyPlanTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final Person ana = bot.person("Ana");

  @ParameterizedTest
  @CsvSource({
    "start, start, plan:%d:2",
    "start, start, plan:%d:2:start:start",
    "downsell, oferta:1, plan:%d:2:downsell:oferta:1",
    "shot, black, plan:%d:2:shot:black"
  })
  void sells_what_stood_at_its_place(String kind, String slug, String data) {
    frozen(kind, slug, "1", 990, false);
    var second = frozen(kind, slug, "2", 1990, false);

    press(data.formatted(bot.id().value()), "Mensal — R$ 19,90");

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(bot.count("outbox", charged() + " and payload ->> 'offer' = '" + second + "'"))
        .isEqualTo(1);
  }

  @Test
  void an_edited_list_still_sells_at_the_old_price() {
    var old = frozen("start", "start", "1", 990, true);
    frozen("start", "start", "1", 4990, false);

    press("plan:" + bot.id() + ":1", "Mensal — R$ 9,90");

    await().until(() -> bot.count("outbox", charged()) == 1);
    assertThat(bot.count("outbox", charged() + " and payload ->> 'offer' = '" + old + "'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "plan:%d:1, Mensal — R$ 1", // no price that can be read, two at this place
    "plan:%d:1, Mensal — R$ 12,34", // a price that was never here
    "plan:%d:1, ", // too old a message to know its label
    "plan:%d:9, Mensal — R$ 9,90", // no such place
    "plan:%d:1:shot:start, Mensal — R$ 9,90", // another list
    "plan:1:1, Mensal — R$ 9,90", // another bot
    "plan:1, Mensal — R$ 9,90",
    "downsell:1:p1, Mensal — R$ 9,90"
  })
  void what_is_unclear_is_asked_again(String data, @Nullable String label) {
    frozen("start", "start", "1", 990, true);
    frozen("start", "start", "1", 4990, false);

    press(data.formatted(bot.id().value()), label);

    await().until(() -> bot.sentTo(ana).size() == 1);
    assertThat(bot.sentTo(ana).getFirst().at("/reply_markup/inline_keyboard/0/0/text").asText())
        .isEqualTo("Mensal — R$ 49,90");
    assertThat(bot.count("outbox", charged())).isZero();
  }

  private OfferId frozen(String kind, String slug, String planKey, long cents, boolean archived) {
    return stage
        .sql()
        .one(
            """
            insert into offers (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name,
              price_cents, archived_at)
            values (1, ?, gen_random_uuid()::text, ?, ?, ?, 1, 'Mensal', ?, case when ? then now() end) returning id
            """,
            row -> new OfferId(row.id("id")),
            bot.id(),
            kind,
            slug,
            planKey,
            cents,
            archived)
        .orElseThrow();
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
