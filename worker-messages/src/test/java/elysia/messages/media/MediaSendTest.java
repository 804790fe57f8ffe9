package elysia.messages.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import elysia.db.sends.SendKind;
import elysia.messages.Outgoing;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.TestFiles;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramCall.AlbumItem;
import elysia.messaging.Settlement;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Files on their way to a person.
class MediaSendTest {
  private static final String PIX =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR6304ABCD";

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final Person ana = bot.person("Ana");
  private final Outgoing outgoing = Outgoing.to(bot, ana, SendKind.START);

  @Test
  void content_is_uploaded_once_and_then_sent_by_its_file_id() {
    var photo = bot.photo();
    var keyboard = Keyboard.column(List.of(new Keyboard.Press("Ver", "buy:x")));
    var call = TelegramCall.sendMedia(chat(), photo, "Oi <b>Ana</b>", keyboard);

    outgoing.plan(call, call).send();

    assertThat(bot.states(ana)).containsExactly("sent", "sent");
    assertThat(bot.sentTo(ana))
        .hasSize(2)
        .allMatch(m -> m.path("caption").asText().equals("Oi Ana"))
        .allMatch(m -> m.at("/reply_markup/inline_keyboard/0/0/text").asText().equals("Ver"));
    assertThat(cached(photo)).isEqualTo("ready " + fileId("photo") + " " + telegramBot());
    assertThat(outgoing.uploads()).isEqualTo(1);
  }

  @Test
  void an_album_is_one_send_that_keeps_all_ids_of_messages_and_files() {
    var photo = bot.photo();
    var video = bot.media(MediaKind.VIDEO, TestFiles.film());
    var album =
        TelegramCall.sendAlbum(
            chat(), List.of(new AlbumItem(photo, "legenda"), new AlbumItem(video, "")));

    outgoing.plan(album, album).send();

    var messages = bot.sentTo(ana);
    assertThat(bot.states(ana)).containsExactly("sent", "sent");
    assertThat(messages).hasSize(4).allMatch(m -> m.has("media_group_id"));
    assertThat(messages.getFirst().path("caption").asText()).isEqualTo("legenda");
    assertThat(outgoing.messageIds())
        .containsExactlyElementsOf(
            messages.stream().map(m -> m.path("message_id").asLong()).toList());
    assertThat(cached(photo)).isEqualTo("ready " + fileId("photo") + " " + telegramBot());
    assertThat(cached(video)).startsWith("ready ").isNotEqualTo(cached(photo));
    assertThat(outgoing.uploads()).isEqualTo(1);
  }

  @Test
  void an_album_that_arrived_in_part_is_not_sent_again_and_the_rest_follows() {
    var album =
        TelegramCall.sendAlbum(
            chat(), List.of(new AlbumItem(bot.photo(), ""), new AlbumItem(bot.photo(), "")));
    stage
        .sandbox()
        .faults()
        .add(Fault.of(Service.TELEGRAM, new Effect.PartialAlbum(1, 0)).about(ana.id()));

    outgoing.plan(album, TelegramCall.sendMessage(chat(), "oi", Keyboard.NONE)).send();
    outgoing.send();

    assertThat(bot.states(ana)).containsExactly("unknown", "sent");
    assertThat(bot.sentTo(ana)).hasSize(2);
  }

  @Test
  void a_qr_code_is_drawn_here_and_can_be_scanned() throws Exception {
    outgoing.plan(TelegramCall.sendMedia(chat(), new Attachment.Qr(PIX), "", Keyboard.NONE)).send();

    assertThat(scanned(stage.sandbox().telegram().media(fileId("photo")).orElseThrow()))
        .isEqualTo(PIX);
    assertThat(bot.count("media_cache", "bot_slug = '" + bot.slug() + "'")).isZero();
  }

  @Test
  void a_file_id_that_telegram_refuses_is_dropped_and_the_bytes_go_again() {
    var photo = bot.photo();
    var call = TelegramCall.sendMedia(chat(), photo, "", Keyboard.NONE);
    cache(photo, "AgACinvented", null);

    outgoing.plan(call).send();

    assertThat(bot.states(ana)).containsExactly("sent");
    assertThat(cached(photo)).isEqualTo("ready " + fileId("photo") + " " + telegramBot());
  }

  @Test
  void with_the_token_of_another_bot_the_old_file_ids_are_not_used() {
    var photo = bot.photo();
    var call = TelegramCall.sendMedia(chat(), photo, "", Keyboard.NONE);
    cache(photo, "AgACofTheOldBot", telegramBot() - 1);

    outgoing.plan(call).send();

    assertThat(stage.sandbox().calls().to(Service.TELEGRAM))
        .noneMatch(sent -> sent.requestText().contains("AgACofTheOldBot"));
    assertThat(cached(photo)).isEqualTo("ready " + fileId("photo") + " " + telegramBot());
  }

  @Test
  void what_we_have_no_bytes_of_does_not_hold_up_the_rest() {
    outgoing
        .plan(
            TelegramCall.sendMedia(chat(), lost(), "", Keyboard.NONE),
            TelegramCall.sendMessage(chat(), "oi", Keyboard.NONE))
        .send();

    assertThat(bot.states(ana)).containsExactly("failed", "sent");
  }

  @Test
  void the_words_and_buttons_of_a_lost_file_still_arrive() {
    var keyboard = Keyboard.column(List.of(new Keyboard.Press("Ver", "buy:x")));
    var refused = new Attachment.Known(MediaKind.PHOTO, "AgACofAnotherBot");
    var cached = new Attachment.Media(MediaKind.PHOTO, "f".repeat(64));
    cache(cached, "AgACinvented", null);

    outgoing
        .plan(
            TelegramCall.sendMedia(chat(), lost(), "Oi <b>Ana</b>", keyboard),
            TelegramCall.sendMedia(chat(), refused, "", keyboard),
            TelegramCall.sendMedia(chat(), cached, "fim", Keyboard.NONE))
        .send();

    assertThat(bot.states(ana)).containsExactly("sent", "sent", "sent");
    assertThat(bot.textsTo(ana)).containsExactly("Oi Ana", "Escolha uma das opções abaixo:", "fim");
    assertThat(bot.sentTo(ana).stream().map(m -> m.has("reply_markup")))
        .containsExactly(true, true, false);
    assertThat(cached(cached)).startsWith("error ");
  }

  @Test
  void an_album_goes_out_without_its_lost_files() {
    var photo = new AlbumItem(bot.photo(), "dois");
    var one = new AlbumItem(lost(), "um");

    outgoing
        .plan(
            TelegramCall.sendAlbum(chat(), List.of(one, photo, photo)),
            TelegramCall.sendAlbum(chat(), List.of(photo, one)),
            TelegramCall.sendAlbum(chat(), List.of(one, one)))
        .send();

    assertThat(bot.states(ana)).containsOnly("sent").hasSize(3);
    assertThat(bot.sentTo(ana).stream().map(m -> m.path("caption").asText(m.path("text").asText())))
        .containsExactly("um\n\ndois", "dois", "um\n\ndois", "um\n\num");
    assertThat(bot.sentTo(ana).stream().map(m -> m.has("media_group_id")))
        .containsExactly(true, true, false, false);
  }

  @Test
  void an_upload_that_may_have_arrived_is_sent_once_more_and_its_id_is_learned() {
    var photo = bot.photo();
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, Effect.status(502).after()));
    outgoing.plan(TelegramCall.sendMedia(chat(), photo, "", Keyboard.NONE));

    assertThat(outgoing.send()).isInstanceOf(Settlement.Retry.class);
    assertThat(cached(photo)).isEqualTo("none");
    outgoing.send();

    assertThat(bot.states(ana)).containsExactly("sent");
    assertThat(cached(photo)).startsWith("ready ");
  }

  @Test
  void many_at_once_upload_new_content_once() {
    var photo = bot.photo();
    var flows =
        IntStream.range(0, 20)
            .mapToObj(i -> Outgoing.to(bot, bot.person("Pessoa " + i), SendKind.START))
            .toList();
    flows.forEach(
        flow -> flow.plan(TelegramCall.sendMedia(flow.group().person(), photo, "", Keyboard.NONE)));
    var next = new AtomicInteger();

    Stage.allAtOnce(20, () -> flows.get(next.getAndIncrement()).send());

    assertThat(flows).allMatch(flow -> bot.states(flow.person()).equals(List.of("sent")));
    assertThat(flows.stream().mapToInt(Outgoing::uploads).sum()).isEqualTo(1);
  }

  private static Attachment.Media lost() {
    return new Attachment.Media(MediaKind.PHOTO, "0".repeat(64));
  }

  private TelegramId chat() {
    return new TelegramId(ana.id());
  }

  private long telegramBot() {
    return new BotToken(bot.token()).botId();
  }

  /// The file of the first message that has one of this kind.
  private String fileId(String kind) {
    var file =
        bot.sentTo(ana).stream().map(m -> m.path(kind)).filter(f -> !f.isMissingNode()).findFirst();
    return file.orElseThrow().findValuesAsText("file_id").getLast();
  }

  private void cache(Attachment.Media media, String fileId, @Nullable Long telegramBot) {
    stage
        .sql()
        .update(
            """
            insert into media_cache (bot_slug, sha256, kind, tg_file_id, telegram_bot_id, status)
            values (?, ?, ?, ?, ?, 'ready')
            """,
            bot.slug(),
            media.sha256(),
            media.kind().word(),
            fileId,
            telegramBot);
  }

  private String cached(Attachment.Media media) {
    return stage
        .sql()
        .one(
            """
            select status || ' ' || coalesce(tg_file_id, 'null') || ' ' || coalesce(telegram_bot_id::text, 'null') as row
            from media_cache where bot_slug = ? and sha256 = ? and kind = ?
            """,
            row -> row.text("row"),
            bot.slug(),
            media.sha256(),
            media.kind().word())
        .orElse("none");
  }

  private static String scanned(byte[] png) throws IOException, NotFoundException {
    var image = ImageIO.read(new ByteArrayInputStream(png));
    int width = image.getWidth();
    int height = image.getHeight();
    var pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    return new QRCodeMultiReader()
        .decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)))[0].getText();
  }
}
