package elysia.messages.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.Sql;
import elysia.db.media.WarmUps;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestFiles;
import elysia.messages.telegram.Attachment;
import elysia.model.MediaKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Greetings that earlier applications left behind, in the places where each kept them (C36).
class LegacyGreetingTest {
  private static final String GONE = "e".repeat(64);

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();

  @Test
  void the_bots_own_message_comes_before_the_column_and_that_before_the_rows() {
    baseRow(1, "{\"text\":\"das linhas\"}", null);
    assertThat(greeting()).containsExactly("das linhas");

    startMessage("{\"active\":true,\"message\":{\"text\":\"da coluna\"}}");
    assertThat(greeting()).containsExactly("da coluna");

    bot.message("start", "{\"messages\":[\"da mensagem\"]}");
    assertThat(greeting()).containsExactly("da mensagem");

    stage.sql().update("update bot_messages set active = false where bot_id = ?", bot.id());
    assertThat(greeting()).as("inactive").containsExactly("da coluna");

    for (var off :
        List.of(
            "{\"active\":false,\"message\":{\"text\":\"da coluna\"}}",
            "{\"active\":true,\"message\":{\"text\":\" \"}}",
            "{\"active\":true,\"message\":\"da coluna\"}",
            "{\"active\":true}",
            "7")) {
      startMessage(off);
      assertThat(greeting()).as(off).containsExactly("das linhas");
    }

    stage.sql().update("update bot_messages set active = false where slug = ?", bot.slug());
    assertThat(greeting()).singleElement().asString().startsWith("Olá, Ana!");
  }

  @Test
  void the_columns_media_go_one_by_one_audio_video_photo_and_the_plans_stand_under_the_text() {
    var offer = bot.offer("Mensal", 1990);
    var audio = bot.media(MediaKind.AUDIO, TestFiles.film());
    var video = bot.media(MediaKind.VIDEO, TestFiles.film());
    var photo = bot.photo();
    bot.set(
        "start_media_refs",
        new Sql.Json("[" + ref(photo) + "," + ref(video) + "," + ref(audio) + "]"));
    startMessage(
        """
        {"active":true,"message":{"text":"Oi {user_name}, *veja*!","parse_mode":"MarkdownV2","raw":false}}""");

    var shown = start();

    assertThat(shown).noneMatch(message -> message.has("media_group_id"));
    assertThat(shown.stream().map(LegacyGreetingTest::kind))
        .containsExactly("audio", "video", "photo", "text");
    assertThat(shown.getLast().path("text").asText()).isEqualTo("Oi Ana, *veja*!");
    assertThat(shown.getLast().at("/reply_markup/inline_keyboard/0/0/callback_data").asText())
        .isEqualTo("buy:" + offer.code());
  }

  @Test
  void a_raw_text_was_escaped_by_its_author_and_shows_as_he_meant_it() {
    startMessage(
        """
        {"active":true,"message":{"text":"*Só hoje*\\\\! {{user_name}}","parse_mode":"MarkdownV2","raw":true}}""");

    var shown = start();

    assertThat(shown).hasSize(1);
    assertThat(shown.getFirst().path("text").asText()).isEqualTo("Só hoje! Ana");
    assertThat(shown.getFirst().at("/entities/0/type").asText()).isEqualTo("bold");
  }

  @Test
  void base_rows_are_sent_in_their_order_each_text_under_its_own_media() {
    bot.offer("Mensal", 1990);
    baseRow(2, "{\"text\":\"segundo\"}", bot.photo());
    baseRow(1, "{\"text\":\"primeiro\"}", null);
    baseRow(3, "{\"text\":\"terceiro\",\"parse_mode\":\"MarkdownV2\"}", null);

    var shown = start();

    assertThat(shown.stream().map(LegacyGreetingTest::kind))
        .containsExactly("text", "photo", "text");
    assertThat(shown.stream().map(m -> m.path("text").asText() + m.path("caption").asText()))
        .containsExactly("primeiro", "segundo", "terceiro");
    assertThat(shown.stream().map(m -> m.has("reply_markup"))).containsExactly(false, false, true);
  }

  @Test
  void media_that_nobody_has_are_left_out_and_listed_and_the_person_gets_the_rest() {
    var offer = bot.offer("Mensal", 1990);
    baseRow(1, "{\"text\":\"primeiro\"}", new Attachment.Media(MediaKind.PHOTO, GONE));
    baseRow(2, "{\"text\":\"segundo\",\"photo_url\":\"AgACofNobody\"}", null);

    var shown = start();

    assertThat(shown.stream().map(m -> m.path("text").asText()))
        .containsExactly("primeiro", "segundo");
    assertThat(shown.getLast().at("/reply_markup/inline_keyboard/0/0/callback_data").asText())
        .isEqualTo("buy:" + offer.code());
    assertThat(stage.bean(WarmUps.class).board(bot.id()))
        .containsExactly(new WarmUps.State("photo", GONE, null, "missing", null));
  }

  private List<String> greeting() {
    return start().stream().map(message -> message.path("text").asText()).toList();
  }

  /// What the bot sends to a new person's /start.
  private List<JsonNode> start() {
    var person = stage.sandbox().telegram().join("Ana");
    stage.sandbox().telegram().say(bot.slug(), person.id(), "/start");
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
    await()
        .until(
            () ->
                !bot.states(person).isEmpty()
                    && bot.states(person).stream().allMatch(state -> state.equals("sent")));
    return bot.sentTo(person);
  }

  private void startMessage(String json) {
    bot.set("start_message", new Sql.Json(json));
  }

  private void baseRow(int order, String content, Attachment.@Nullable Media media) {
    stage
        .sql()
        .update(
            """
            insert into bot_messages (slug, sequence_order, content, message_type, media_kind, media_sha256, media_r2_key)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            bot.slug(),
            order,
            new Sql.Json(content),
            media == null ? "text" : media.kind().word(),
            media == null ? null : media.kind().word(),
            media == null ? null : media.sha256(),
            media == null ? null : "loja/" + media.sha256());
  }

  private static String ref(Attachment.Media media) {
    return "{\"sha256\":\"%s\",\"kind\":\"%s\",\"r2_key\":\"loja/x\"}"
        .formatted(media.sha256(), media.kind().word());
  }

  private static String kind(JsonNode message) {
    return Stream.of("audio", "video", "photo").filter(message::has).findFirst().orElse("text");
  }
}
