package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.offers.Offer;
import elysia.messages.content.Content.FirstText;
import elysia.messages.content.Content.Grouping;
import elysia.messages.content.Content.Item;
import elysia.messages.content.Content.Style;
import elysia.messages.content.Content.Text;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.TelegramCall;
import elysia.model.MediaKind;
import elysia.model.Money;
import elysia.model.OfferId;
import elysia.model.TelegramId;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagePlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<MediaKind> KINDS =
      List.of(MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.PHOTO);

  /// 1 to 3 texts, 0 to 3 media, 0 to 10 plans, both layouts: 264 cases, with what each becomes.
  static Stream<JsonNode> goldenCases() throws IOException {
    try (var golden = MessagePlanTest.class.getResourceAsStream("message-plans.json")) {
      return StreamSupport.stream(JSON.readTree(golden).spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void every_case_is_planned_as_written_down(JsonNode expected) {
    int texts = expected.path("texts").asInt();
    int media = expected.path("media").asInt();
    int columns = expected.path("layout").asText().equals("list") ? 1 : 2;
    var content =
        new Content(
            IntStream.rangeClosed(1, texts).mapToObj(i -> Text.plain("t" + i)).toList(),
            KINDS.subList(0, media).stream().map(kind -> item(kind, "")).toList(),
            new Style(Grouping.ALBUM, FirstText.MESSAGE, columns),
            List.of());

    var plan = plan(content, expected.path("plans").asInt());

    assertThat(JSON.<JsonNode>valueToTree(plan)).isEqualTo(expected.path("sends"));
  }

  @Test
  void the_cases_written_down_are_all_there_are() throws IOException {
    assertThat(goldenCases().map(c -> c.toString().replaceAll(",\"sends.*", "")).distinct())
        .hasSize(3 * 4 * 11 * 2);
  }

  @ParameterizedTest
  @CsvSource({
    "PHOTO VIDEO PHOTO, photo+video+photo",
    "DOCUMENT DOCUMENT, document+document",
    "AUDIO AUDIO AUDIO, audio+audio+audio",
    "PHOTO DOCUMENT PHOTO, photo|document|photo",
    "AUDIO DOCUMENT, audio|document",
    "PHOTO PHOTO DOCUMENT, photo+photo|document",
    "ANIMATION ANIMATION, animation|animation",
    "VOICE VOICE PHOTO, voice|voice|photo",
    "PHOTO ANIMATION PHOTO, photo|animation|photo",
    "PHOTO, photo",
  })
  void only_what_telegram_lets_stand_together_shares_an_album(String kinds, String sends) {
    assertThat(String.join("|", plan(content(List.of(), Grouping.ALBUM, kinds), 0)))
        .isEqualTo(sends);
  }

  @Test
  void media_go_out_one_by_one_where_the_seller_wants_that() {
    assertThat(plan(content(List.of("oi"), Grouping.ONE_BY_ONE, "PHOTO VIDEO"), 1))
        .containsExactly("photo", "video", "t:oi [1]");
  }

  @Test
  void without_a_text_the_plans_hang_under_a_single_file_and_never_under_an_album() {
    assertThat(plan(content(List.of(), Grouping.ALBUM, "PHOTO"), 2)).containsExactly("photo [1,1]");
    assertThat(plan(content(List.of(), Grouping.ONE_BY_ONE, "PHOTO VIDEO"), 2))
        .containsExactly("photo", "video [1,1]");
    assertThat(plan(content(List.of(), Grouping.ALBUM, "PHOTO VIDEO"), 2))
        .containsExactly("photo+video", "t:Escolha uma das opções abaixo: [1,1]");
    assertThat(plan(content(List.of(), Grouping.ALBUM, "PHOTO VIDEO"), 0))
        .containsExactly("photo+video");
  }

  @ParameterizedTest
  @CsvSource({
    "PHOTO, um, 2, 'photo(um) [1,1]'",
    "PHOTO, um dois, 2, 'photo(um)|t:dois [1,1]'",
    "PHOTO VIDEO, um, 0, photo(um)+video",
    "PHOTO VIDEO, um, 2, 'photo+video|t:um [1,1]'",
    "PHOTO VIDEO, um dois, 2, 'photo(um)+video|t:dois [1,1]'",
  })
  void the_first_text_is_a_caption_where_the_buttons_keep_their_place(
      String kinds, String texts, int plans, String sends) {
    assertThat(String.join("|", plan(captioned(List.of(texts.split(" ")), kinds), plans)))
        .isEqualTo(sends);
  }

  @ParameterizedTest
  @CsvSource({"é, 1024", "😀, 512", "&, 1024"})
  void a_caption_at_the_limit_stays_one_and_one_more_character_makes_it_a_message(
      String letter, int most) {
    var atLimit = letter.repeat(most);

    assertThat(plan(captioned(List.of(atLimit), "PHOTO"), 0))
        .containsExactly("photo(" + Html.escape(atLimit) + ")");
    assertThat(plan(captioned(List.of(atLimit + "x"), "PHOTO"), 0))
        .containsExactly("photo", "t:" + Html.escape(atLimit) + "x");
  }

  @Test
  void a_name_that_is_filled_in_counts_for_the_limit() {
    var text = "x".repeat(1024 - "{{user_name}}".length()) + "{{user_name}}";
    var reader = new Reader(new TelegramId(900000001), "Maria Aparecida");

    var calls = MessagePlan.calls(captioned(List.of(text), "PHOTO"), List.of(), reader);

    assertThat(calls).extracting(TelegramCall::method).containsExactly("sendPhoto", "sendMessage");
  }

  @Test
  void each_file_keeps_its_own_caption_and_a_long_one_becomes_a_text() {
    var content =
        new Content(
            List.of(Text.plain("oi")),
            List.of(
                item(MediaKind.PHOTO, "Para {user_name}"), item(MediaKind.VIDEO, "y".repeat(1025))),
            new Style(Grouping.ALBUM, FirstText.CAPTION, 1),
            List.of());

    assertThat(plan(content, 1))
        .containsExactly("photo(Para Ana)+video", "t:" + "y".repeat(1025), "t:oi [1]");
  }

  @Test
  void content_without_anything_plans_nothing() {
    assertThat(plan(Content.of(List.of()), 3)).isEmpty();
  }

  private static Content content(List<String> texts, Grouping grouping, String kinds) {
    return new Content(
        plain(texts), items(kinds), new Style(grouping, FirstText.MESSAGE, 1), List.of());
  }

  private static Content captioned(List<String> texts, String kinds) {
    var style = new Style(Grouping.ALBUM, FirstText.CAPTION, 1);
    return new Content(plain(texts), items(kinds), style, List.of());
  }

  private static List<Text> plain(List<String> texts) {
    return texts.stream().map(Text::plain).toList();
  }

  private static List<Item> items(String kinds) {
    return Stream.of(kinds.split(" ")).map(kind -> item(MediaKind.valueOf(kind), "")).toList();
  }

  private static Item item(MediaKind kind, String caption) {
    return new Item(new Attachment.Media(kind, "0".repeat(64)), caption);
  }

  private static List<String> plan(Content content, int plans) {
    var reader = new Reader(new TelegramId(900000001), "Ana");
    return MessagePlan.calls(content, offers(plans), reader).stream().map(Sketch::of).toList();
  }

  static List<Offer> offers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Offer(new OfferId(i), "c" + i, "Plano " + i, Money.brl(i * 100L)))
        .toList();
  }
}
