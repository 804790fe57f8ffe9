package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.panel.TestPanel.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files into the store and into messages, over HTTP.
class MediaApiTest {
  private static final String BOT_TOKEN = "123456789:AAtestTokenThatOpensNothingAtAll0001";

  @TempDir private static Path store;
  private static TestPanel panel;

  @BeforeAll
  static void start() {
    panel = new TestPanel(Map.of("MEDIA_URL", store.toUri().toString()));
  }

  @AfterAll
  static void stop() {
    panel.close();
  }

  @Test
  void a_file_is_stored_by_its_content_and_registered_once() throws IOException {
    var picture = picture(30, 20, "png");

    var first = panel.upload("/media?name=..%2FCapa%20nova.gif", picture);
    var again = panel.upload("/media?name=outro.png", picture);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().path("kind").asText()).isEqualTo("photo");
    assertThat(first.body().path("fileName").asText()).isEqualTo("Capa nova.png");
    assertThat(first.body().path("width").asInt() + "x" + first.body().path("height").asInt())
        .isEqualTo("30x20");
    assertThat(again.body()).isEqualTo(first.body());
    var sha256 = first.body().path("sha256").asText();
    assertThat(Files.readAllBytes(store.resolve("1").resolve(sha256))).isEqualTo(picture);
    assertThat(
            text(
                "select bot_slug || kind || ' ' || r2_key || ' ' || ext as value from media_store where sha256 = ?",
                sha256))
        .isEqualTo("photo 1/" + sha256 + " png");
    assertThat(panel.get("/media").body()).anyMatch(first.body()::equals);
  }

  @Test
  void the_bytes_say_what_a_file_is() throws IOException {
    assertThat(kind(picture(8, 8, "jpg"))).isEqualTo("photo image/jpeg");
    assertThat(kind(picture(8, 8, "gif"))).isEqualTo("animation image/gif");
    assertThat(kind(bytes("RIFF....WEBPVP8 "))).isEqualTo("photo image/webp");
    assertThat(kind(bytes("....ftypmp42"))).isEqualTo("video video/mp4");
    assertThat(kind(bytes("....ftypM4A "))).isEqualTo("audio audio/mp4");
    assertThat(kind(bytes("ID3."))).isEqualTo("audio audio/mpeg");
    assertThat(kind(bytes("OggS" + ".".repeat(24) + "OpusHead"))).isEqualTo("voice audio/ogg");
    assertThat(kind(bytes("OggS" + ".".repeat(24) + "vorbis")))
        .isEqualTo("document application/octet-stream");
    assertThat(kind(bytes("....ftypheic"))).isEqualTo("document application/octet-stream");
    assertThat(kind(bytes("%PDF-1.7"))).isEqualTo("document application/pdf");
    assertThat(kind(bytes("x"))).isEqualTo("document application/octet-stream");
  }

  @Test
  void a_document_keeps_its_own_name() {
    var document = panel.upload("/media?name=Guia%20r%C3%A1pido.EPUB", bytes("PK-less"));

    assertThat(document.body().path("fileName").asText()).isEqualTo("Guia rápido.epub");
  }

  @Test
  void what_telegram_would_not_take_is_refused_with_the_reason() throws IOException {
    assertProblem(panel.upload("/media", new byte[0]), 400, "vazio");
    var photo = Arrays.copyOf(picture(8, 8, "jpg"), 10 * 1024 * 1024 + 1);
    assertProblem(panel.upload("/media", photo), 413, "fotos de até 10 MB", "10,0 MB");
    assertThat(panel.upload("/media", Arrays.copyOf(photo, photo.length - 1)).status())
        .isEqualTo(201);
    assertProblem(
        panel.upload("/media", new byte[50 * 1024 * 1024 + 1]), 413, "arquivos de até 50 MB");
    assertProblem(panel.upload("/media", new byte[100 * 1024 * 1024]), 413, "100,0 MB");
    assertProblem(panel.upload("/media", picture(210, 10, "png")), 400, "210 x 10");
    assertProblem(panel.upload("/media", picture(9000, 1001, "png")), 400, "9000 x 1001");
    assertProblem(panel.upload("/media", Arrays.copyOf(picture(8, 8, "png"), 12)), 400, "quebrada");
    assertProblem(
        panel.send(
            "POST", "/media", BodyPublishers.ofString("--x"), "multipart/form-data; boundary=x"),
        400,
        "multipart");
  }

  @Test
  void a_large_body_that_is_no_file_is_refused_before_it_is_read() {
    bot("loja_grande");

    var answer =
        panel.send(
            "PUT",
            "/bots/loja_grande/messages/start",
            Map.of("texts", List.of("x".repeat(300_000))));

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void a_store_that_is_away_is_said_and_nothing_is_registered() {
    try (var unset = new TestPanel(Map.of())) {
      assertProblem(unset.upload("/media", bytes("%PDF-1.7")), 503, "MEDIA_URL");
      assertThat(unset.get("/media").body()).isEmpty();
    }
  }

  @Test
  void a_message_shows_files_by_id_and_is_read_back_as_it_was_saved() throws IOException {
    bot("loja_midia");
    var photo = panel.upload("/media?name=a.png", picture(9, 9, "png")).body();
    var body =
        Map.of(
            "texts",
            List.of("Oi"),
            "media",
            List.of(Map.of("id", photo.path("id").asLong(), "caption", "Veja")),
            "mediaMode",
            "single",
            "textAsCaption",
            true,
            "planColumns",
            2);

    var saved = panel.send("PUT", "/bots/loja_midia/messages/start", body);

    assertThat(saved.status()).isEqualTo(200);
    var shown = panel.get("/bots/loja_midia/messages/start").body();
    assertThat(shown).isEqualTo(saved.body());
    assertThat(shown.at("/media/0")).isEqualTo(TestPanel.json(body).at("/media/0"));
    assertThat(shown.path("mediaMode").asText()).isEqualTo("single");
    assertThat(shown.path("textAsCaption").asBoolean()).isTrue();
    assertThat(shown.path("planColumns").asInt()).isEqualTo(2);
    assertThat(panel.send("PUT", "/bots/loja_midia/messages/start", shown).body()).isEqualTo(shown);
    assertThat(
            text(
                "select (content - 'messages' - 'medias')::text || (content -> 'medias' -> 0 -> 'key')::text as value from bot_messages where bot_id = (select id from bots where slug = ?)",
                "loja_midia"))
        .contains(
            "\"media_mode\": \"single\"",
            "\"attach_text_as_caption\": true",
            "\"plan_layout\": \"adjacent\"",
            photo.path("sha256").asText());
  }

  @Test
  void limits_are_checked_when_a_message_is_saved() throws IOException {
    bot("loja_limites");
    long id = panel.upload("/media", picture(7, 9, "png")).body().path("id").asLong();
    var media = Map.of("id", id);

    assertProblem(save(Map.of()), 400, "pelo menos um texto ou uma mídia");
    assertProblem(save(Map.of("texts", List.of("1", "2", "3", "4"))), 400, "texts", "3", "4");
    assertProblem(save(Map.of("media", List.of(media, media, media, media))), 400, "media", "4");
    assertProblem(save(Map.of("texts", List.of("x".repeat(4097)))), 400, "4096", "4097");
    assertProblem(
        save(Map.of("media", List.of(Map.of("id", id, "caption", "x".repeat(1025))))),
        400,
        "1024",
        "1025");
    assertProblem(save(Map.of("media", List.of(Map.of("id", 999_999)))), 400, "999999");
    assertProblem(save(Map.of("media", List.of(Map.of("caption", "x")))), 400, "id");
    assertProblem(save(Map.of("media", List.of(media), "mediaMode", "x")), 400, "mediaMode", "'x'");
    assertProblem(save(Map.of("media", List.of(media), "planColumns", 4)), 400, "planColumns", "4");
    assertThat(save(Map.of("media", List.of(media, media, media))).status()).isEqualTo(200);
  }

  @Test
  void a_file_of_a_message_waits_for_its_warm_up_once_the_bot_is_connected_and_has_a_chat()
      throws IOException {
    bot("loja_aquece");
    long id = panel.upload("/media?name=b.png", picture(11, 9, "png")).body().path("id").asLong();
    var message = Map.of("media", List.of(Map.of("id", id)));
    var path = "/bots/loja_aquece/warm-up";

    panel.send("PUT", "/bots/loja_aquece/messages/start", message);
    assertThat(panel.get(path).body().path("chatId").isMissingNode()).isTrue();
    assertThat(panel.get(path).body().at("/media/0/status").asText()).isEqualTo("cold");
    assertProblem(panel.send("POST", path, Map.of()), 409, "chatId");
    assertProblem(panel.send("PUT", path, Map.of("chatId", "@canal")), 400, "-100", "@canal");
    assertThat(warmUpCommands()).isZero();

    panel.sql().update("update bots set telegram_bot_id = 123456789 where slug = 'loja_aquece'");
    var board = panel.send("PUT", path, Map.of("chatId", "-1001234567890"));

    assertThat(board.body().path("chatId").asText()).isEqualTo("-1001234567890");
    assertThat(board.body().at("/media/0/status").asText()).isEqualTo("warming");
    assertThat(board.body().at("/media/0/fileName").asText()).isEqualTo("b.png");
    assertThat(warmUpCommands()).isEqualTo(1);
    panel.send("PUT", "/bots/loja_aquece/messages/start", Map.of("texts", List.of("Só texto")));
    assertThat(warmUpCommands()).isEqualTo(1);
  }

  private static long warmUpCommands() {
    return panel
        .sql()
        .one(
            "select count(*) as n from outbox where payload ->> 'what' = 'WARM_MEDIA'",
            row -> row.id("n"))
        .orElseThrow();
  }

  private static Answer save(Object body) {
    return panel.send("PUT", "/bots/loja_limites/messages/start", body);
  }

  private static void bot(String slug) {
    panel.send("POST", "/bots", Map.of("slug", slug, "token", BOT_TOKEN));
  }

  private static String kind(byte[] content) {
    var media = panel.upload("/media?name=mentira.exe", content).body();
    return media.path("kind").asText() + " " + media.path("mime").asText();
  }

  /// Content like no other, with this head.
  private static byte[] bytes(String head) {
    return (head + UUID.randomUUID()).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] picture(int width, int height, String format) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static void assertProblem(Answer answer, int status, String... words) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asText()).contains(words);
  }

  /// @param query with one column named `value`
  private static String text(String query, String parameter) {
    return panel.sql().one(query, row -> row.text("value"), parameter).orElseThrow();
  }
}
