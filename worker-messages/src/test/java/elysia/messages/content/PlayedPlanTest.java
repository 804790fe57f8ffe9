package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.sends.SendKind;
import elysia.messages.Outgoing;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestFiles;
import elysia.messages.content.Content.FirstText;
import elysia.messages.content.Content.Grouping;
import elysia.messages.content.Content.Item;
import elysia.messages.content.Content.Style;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.TelegramCall;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Plans as the strict Telegram of the sandbox takes them and a phone shows them.
class PlayedPlanTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();

  @Test
  void whatever_is_planned_arrives_whole() {
    var media = List.of(bot.photo(), bot.media(MediaKind.VIDEO, TestFiles.film()), bot.photo());
    for (int texts = 0; texts <= 3; texts++) {
      for (int files = 0; files <= 3; files++) {
        for (var firstText : FirstText.values()) {
          for (int plans : List.of(0, 1, 10)) {
            if (texts + files > 0) {
              arrivesWhole(texts, media.subList(0, files), firstText, plans);
            }
          }
        }
      }
    }
  }

  private void arrivesWhole(
      int texts, List<Attachment.Media> media, FirstText firstText, int plans) {
    var written = IntStream.range(0, texts).mapToObj(i -> "t" + i).toList();
    var items = media.stream().map(one -> new Item(one, "")).toList();
    var style = new Style(Grouping.ALBUM, firstText, 2);

    var shown = shown(new Content(Content.of(written).texts(), items, style, List.of()), plans);

    var as = "%d %d %s %d".formatted(texts, media.size(), firstText, plans);
    assertThat(shown.stream().filter(m -> m.has("photo") || m.has("video")).count())
        .as(as)
        .isEqualTo(media.size());
    assertThat(
            shown.stream()
                .map(m -> m.path("text").asText() + m.path("caption").asText())
                .filter(text -> text.startsWith("t")))
        .as(as)
        .containsExactlyElementsOf(written);
    assertThat(shown.getLast().at("/reply_markup/inline_keyboard").findValues("text"))
        .as(as)
        .hasSize(plans);
    assertThat(shown.subList(0, shown.size() - 1)).as(as).noneMatch(m -> m.has("reply_markup"));
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_of_file_is_uploaded_and_then_sent_by_its_id(MediaKind kind) {
    var file = bot.media(kind, kind == MediaKind.PHOTO ? TestFiles.picture() : TestFiles.film());
    var content =
        new Content(
            List.of(), List.of(new Item(file, "Oi"), new Item(file, "Oi")), Style.PLAIN, List.of());

    var shown = shown(content, 1);

    assertThat(shown).hasSizeBetween(2, 3).filteredOn(m -> m.has(kind.word())).hasSize(2);
    assertThat(bot.count("media_cache", "sha256 = '" + file.sha256() + "' and status = 'ready'"))
        .isEqualTo(1);
  }

  private List<JsonNode> shown(Content content, int plans) {
    var ana = bot.person("Ana");
    var reader = new Reader(new TelegramId(ana.id()), "Ana");
    var calls = MessagePlan.calls(content, MessagePlanTest.offers(plans), reader);

    Outgoing.to(bot, ana, SendKind.START).plan(calls.toArray(TelegramCall[]::new)).send();

    assertThat(bot.states(ana)).hasSameSizeAs(calls).containsOnly("sent");
    return bot.sentTo(ana);
  }
}
