package elysia.sandbox.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.HttpCaller.Reply;
import elysia.sandbox.common.QrImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sendPhoto, photo",
    "sendVideo, video",
    "sendAnimation, animation",
    "sendAudio, audio",
    "sendVoice, voice",
    "sendDocument, document"
  })
  void a_file_id_serves_again_for_its_own_kind(String method, String kind) {
    var sent = shop.call(method, "\"" + kind + "\":\"https://m.example/a\"");

    var file = sent.json().at("/result/" + kind);
    var id = (file.isArray() ? file.path(0) : file).path("file_id").asText();

    assertThat(id).as(sent.text()).isNotEmpty();
    assertThat(shop.call(method, "\"" + kind + "\":\"" + id + "\"").status()).isEqualTo(200);
    assertThat(shop.refusal("sendVideoNote", "\"video_note\":\"" + id + "\""))
        .isEqualTo("Bad Request: can't use file of type " + kind + " as video_note");
  }

  @Test
  void a_video_note_is_never_fetched_from_a_url() {
    assertThat(shop.refusal("sendVideoNote", "\"video_note\":\"https://m.example/a\""))
        .contains("wrong file identifier/HTTP URL specified");
  }

  @Test
  void a_file_id_is_the_own_bots_and_none_is_invented() {
    var other = TelegramCaller.newBot(shop.sandbox());
    long buyerOfOther = other.buyer();
    var sent = shop.call("sendPhoto", "\"photo\":\"https://m.example/capa.jpg\"");
    var id = sent.json().at("/result/photo/0/file_id").asText();

    var invented = shop.refusal("sendPhoto", "\"photo\":\"" + id + "x\"");
    var foreign =
        other.call("sendPhoto", "{\"chat_id\":" + buyerOfOther + ",\"photo\":\"" + id + "\"}");

    assertThat(invented).contains("wrong file identifier/HTTP URL specified");
    assertThat(foreign.text()).contains("wrong file identifier/HTTP URL specified");
    assertThat(other.call("getFile", "{\"file_id\":\"" + id + "\"}").text())
        .contains("wrong file_id or the file is temporarily unavailable");
  }

  @Test
  void a_photo_can_be_uploaded_and_fetched_again() {
    var png = new QrImage("00020126").png();

    var reply = upload("sendPhoto", part("photo", "qr.png", png), part("caption", "", utf8("PIX")));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var id = reply.json().at("/result/photo/0/file_id").asText();
    assertThat(reply.json().at("/result/caption").asText()).isEqualTo("PIX");
    assertThat(shop.sandbox().telegram().media(id)).contains(png);
    var path = shop.bot().call("getFile", "{\"file_id\":\"" + id + "\"}").json();
    assertThat(path.at("/result/file_size").asInt()).isEqualTo(png.length);
    var file = shop.sandbox().telegramUrl() + "/file/bot" + shop.bot().token() + "/";
    var download = HttpCaller.get(URI.create(file + path.at("/result/file_path").asText()));
    assertThat(download.status()).isEqualTo(200);
    assertThat(download.text()).contains("PNG");
  }

  @Test
  void an_album_can_be_uploaded_part_by_part() {
    var png = new QrImage("00020126").png();
    var media =
        """
        [{"type":"photo","media":"attach://one","caption":"primeira"},
         {"type":"photo","media":"attach://%s"}]""";

    var sent =
        upload(
            "sendMediaGroup",
            part("media", "", utf8(media.formatted("two"))),
            part("one", "1.png", png),
            part("two", "2.png", png));
    var torn =
        upload(
            "sendMediaGroup",
            part("media", "", utf8(media.formatted("lost"))),
            part("one", "1.png", png));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(sent.json().at("/result/0/caption").asText()).isEqualTo("primeira");
    assertThat(torn.text()).contains("attached file not found");
  }

  @Test
  void what_is_no_picture_or_empty_is_refused() {
    assertThat(upload("sendPhoto", part("photo", "a.png", utf8("not a picture"))).text())
        .contains("IMAGE_PROCESS_FAILED");
    assertThat(upload("sendDocument", part("document", "a.pdf", new byte[0])).text())
        .contains("file must be non-empty");
    assertThat(upload("sendPhoto", part("photo", "a.png", new byte[10 * 1024 * 1024 + 1])).text())
        .contains("file is too big");
  }

  private static Reply upload(String method, byte[]... parts) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(part("chat_id", "", utf8(Long.toString(shop.buyer()))));
    for (var part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes(utf8("--limite--\r\n"));
    var type = Map.of("Content-Type", "multipart/form-data; boundary=limite");
    return HttpCaller.send("POST", shop.bot().url(method), type, body.toByteArray());
  }

  private static byte[] part(String name, String file, byte[] content) {
    var part = new ByteArrayOutputStream();
    part.writeBytes(
        utf8(
            "--limite\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                .formatted(name, file.isEmpty() ? "" : "; filename=\"" + file + "\"")));
    part.writeBytes(content);
    part.writeBytes(utf8("\r\n"));
    return part.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
