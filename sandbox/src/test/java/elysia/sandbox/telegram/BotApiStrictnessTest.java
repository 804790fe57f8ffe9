package elysia.sandbox.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.QrImage;
import elysia.sandbox.common.SandboxSettings;
import elysia.sandbox.common.SandboxSettings.Limits;
import elysia.sandbox.common.Service;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotApiStrictnessTest {
  private static SandboxServer sandbox;
  private static TelegramCaller bot;
  private static long buyer;

  @BeforeAll
  static void start() {
    var settings = SandboxSettings.defaults().withTelegramLimits(Limits.OFF);
    sandbox = SandboxServer.start(0, settings, Clock.systemUTC());
    bot = TelegramCaller.newBot(sandbox);
    buyer = bot.buyer();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static String to(String rest) {
    return "{\"chat_id\":" + buyer + "," + rest + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "text":"oi"
        """,
        """
        "text":"<b>PIX</b>: <code>00020126</code> &lt;ok&gt;","parse_mode":"HTML"
        """,
        """
        "text":"*PIX*: `0002` \\\\- [site](https://a.example)","parse_mode":"MarkdownV2"
        """,
        """
        "text":"oi","reply_markup":{"inline_keyboard":[
          [{"text":"Copiar PIX","copy_text":{"text":"00020126"}}],
          [{"text":"Já paguei","callback_data":"paid:9f2c"},{"text":"Site","url":"https://a.example"}]]}
        """,
        """
        "text":"oi","link_preview_options":{"is_disabled":true},"protect_content":true
        """
      })
  void a_correct_message_arrives(String arguments) {
    var reply = bot.call("sendMessage", to(arguments));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().at("/result/message_id").asLong()).isPositive();
    assertThat(reply.json().at("/result/chat/id").asLong()).isEqualTo(buyer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"text\":\"\"                                   | message text is empty",
        "\"text\":\"  \"                                 | message text is empty",
        "\"txt\":\"oi\"                                  | message text is empty",
        "\"text\":\"oi\",\"txt\":\"oi\"                  | unknown field \"txt\"",
        "\"text\":1                                      | field \"text\" must be of type STRING",
        "\"text\":\"oi\",\"protect_content\":\"yes\"     | must be of type BOOLEAN",
        "\"text\":\"oi\",\"parse_mode\":\"html\"         | unsupported parse_mode",
        "\"text\":\"<x>oi</x>\",\"parse_mode\":\"HTML\"  | Unsupported start tag \"x\" at byte offset 0",
        "\"text\":\"é<b>oi</i>\",\"parse_mode\":\"HTML\" | Unmatched end tag at byte offset 7, expected \"</b>\", found \"</i>\"",
        "\"text\":\"<b>oi\",\"parse_mode\":\"HTML\"      | Can't find end tag corresponding to start tag \"b\"",
        "\"text\":\"oi</b>\",\"parse_mode\":\"HTML\"     | Unexpected end tag at byte offset 2",
        "\"text\":\"R$ 9.90\",\"parse_mode\":\"MarkdownV2\" | Character '.' is reserved and must be escaped with the preceding '\\'",
        "\"text\":\"é*oi\",\"parse_mode\":\"MarkdownV2\" | Can't find end of the entity starting at byte offset 2",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[{\"text\":\"a\",\"callback_data\":\"b\"}]} | must be an Array of Arrays",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\"}]]} | Text buttons are unallowed in the inline keyboard",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"callback_data\":\"b\"}]]} | Can't find field \"text\"",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"callbackData\":\"b\"}]]} | unknown field \"callbackData\"",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"\"}]]} | BUTTON_DATA_INVALID",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"url\":\"nada\"}]]} | Wrong HTTP URL",
        "\"text\":\"oi\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"url\":\"https://a.example\",\"callback_data\":\"b\"}]]} | exactly one of"
      })
  void a_wrong_message_is_refused_in_telegrams_words(String arguments, String reason) {
    var reply = bot.call("sendMessage", to(arguments));

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().path("error_code").asInt()).isEqualTo(400);
    assertThat(reply.json().path("description").asText())
        .startsWith("Bad Request: ")
        .contains(reason);
  }

  @Test
  void lengths_count_after_parsing_and_data_counts_bytes() {
    assertThat(message("a".repeat(4096), "")).isEqualTo(200);
    assertThat(message("a".repeat(4097), "")).isEqualTo(400);
    assertThat(message("<b>" + "a".repeat(4096) + "</b>", ",\"parse_mode\":\"HTML\""))
        .isEqualTo(200);
    assertThat(message("oi", button("callback_data", "\"" + "é".repeat(32) + "\""))).isEqualTo(200);
    assertThat(message("oi", button("callback_data", "\"" + "é".repeat(33) + "\""))).isEqualTo(400);
    assertThat(message("oi", button("copy_text", copy(256)))).isEqualTo(200);
    assertThat(message("oi", button("copy_text", copy(257)))).isEqualTo(400);
  }

  private static int message(String text, String rest) {
    return bot.call("sendMessage", to("\"text\":\"" + text + "\"" + rest)).status();
  }

  private static String button(String action, String value) {
    return ",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"%s\":%s}]]}"
        .formatted(action, value);
  }

  private static String copy(int length) {
    return "{\"text\":\"" + "0".repeat(length) + "\"}";
  }

  @Test
  void entities_are_counted_in_utf_16_units() {
    var sent =
        bot.call("sendMessage", to("\"text\":\"🔥 <b>a &amp; b</b>\",\"parse_mode\":\"HTML\""));

    assertThat(sent.json().at("/result/text").asText()).isEqualTo("🔥 a & b");
    assertThat(sent.json().at("/result/entities/0/offset").asInt()).isEqualTo(3);
    assertThat(sent.json().at("/result/entities/0/length").asInt()).isEqualTo(5);
  }

  @Test
  void an_album_has_two_to_ten_items_and_no_keyboard() {
    var photo = "{\"type\":\"photo\",\"media\":\"https://m.example/a.jpg\"}";
    var animation = "{\"type\":\"animation\",\"media\":\"https://m.example/a.gif\"}";
    var document = "{\"type\":\"document\",\"media\":\"https://m.example/a.pdf\"}";

    var sent = bot.call("sendMediaGroup", to("\"media\":[" + photo + "," + photo + "]"));
    assertThat(sent.json().at("/result")).hasSize(2);
    assertThat(sent.json().at("/result/0/media_group_id"))
        .isEqualTo(sent.json().at("/result/1/media_group_id"));
    assertThat(album("[" + photo + "]", "")).isEqualTo(400);
    assertThat(album("[" + (photo + ",").repeat(10) + photo + "]", "")).isEqualTo(400);
    assertThat(album("[" + photo + "," + animation + "]", "")).isEqualTo(400);
    assertThat(album("[" + photo + "," + document + "]", "")).isEqualTo(400);
    assertThat(album("[" + photo + "," + photo + "]", ",\"reply_markup\":{}")).isEqualTo(400);
  }

  private static int album(String media, String rest) {
    return bot.call("sendMediaGroup", to("\"media\":" + media + rest)).status();
  }

  @Test
  void a_file_id_works_for_its_own_bot_and_kind_only() {
    var other = TelegramCaller.newBot(sandbox);
    long buyerOfOther = other.buyer();
    var sent = bot.call("sendPhoto", to("\"photo\":\"https://m.example/capa.jpg\""));
    var fileId = sent.json().at("/result/photo/0/file_id").asText();

    assertThat(bot.call("sendPhoto", to("\"photo\":\"" + fileId + "\"")).status()).isEqualTo(200);
    assertThat(bot.call("sendVideo", to("\"video\":\"" + fileId + "\"")).text())
        .contains("can't use file of type photo as video");
    assertThat(bot.call("sendPhoto", to("\"photo\":\"" + fileId + "x\"")).text())
        .contains("wrong file identifier/HTTP URL specified");
    assertThat(
            other
                .call(
                    "sendPhoto", "{\"chat_id\":" + buyerOfOther + ",\"photo\":\"" + fileId + "\"}")
                .text())
        .contains("wrong file identifier/HTTP URL specified");
  }

  @Test
  void a_caption_holds_1024_characters() {
    var photo = "\"photo\":\"https://m.example/capa.jpg\",\"caption\":\"";

    assertThat(bot.call("sendPhoto", to(photo + "a".repeat(1024) + "\"")).status()).isEqualTo(200);
    assertThat(bot.call("sendPhoto", to(photo + "a".repeat(1025) + "\"")).text())
        .contains("message caption is too long");
  }

  @Test
  void a_photo_can_be_uploaded_as_multipart() {
    var png = new QrImage("00020126").png();
    var reply = upload(png);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var fileId = reply.json().at("/result/photo/0/file_id").asText();
    assertThat(sandbox.telegram().media(fileId)).contains(png);
    assertThat(reply.json().at("/result/caption").asText()).isEqualTo("Pague com PIX");
    assertThat(upload("not a picture".getBytes(UTF_8)).text()).contains("IMAGE_PROCESS_FAILED");
  }

  private static HttpCaller.Reply upload(byte[] content) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(part("chat_id", "", Long.toString(buyer).getBytes(UTF_8)));
    body.writeBytes(part("caption", "", "Pague com PIX".getBytes(UTF_8)));
    body.writeBytes(part("photo", "; filename=\"qr.png\"", content));
    body.writeBytes("--limite--\r\n".getBytes(UTF_8));
    var type = Map.of("Content-Type", "multipart/form-data; boundary=limite");
    return HttpCaller.send("POST", bot.url("sendPhoto"), type, body.toByteArray());
  }

  private static byte[] part(String name, String file, byte[] content) {
    var part = new ByteArrayOutputStream();
    part.writeBytes(
        "--limite\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
            .formatted(name, file)
            .getBytes(UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(UTF_8));
    return part.toByteArray();
  }

  @Test
  void a_token_of_wrong_shape_or_a_revoked_one_is_unauthorized() {
    var revoked = TelegramCaller.newBot(sandbox);
    sandbox.revokedTokens().revoke(Service.TELEGRAM, revoked.token());

    assertThat(revoked.call("getMe", "{}").status()).isEqualTo(401);
    assertThat(HttpCaller.get(URI.create(sandbox.telegramUrl() + "/bot123:short/getMe")).status())
        .isEqualTo(401);
    assertThat(bot.call("getMe", "{}").json().at("/result/username").asText())
        .isEqualTo(bot.username());
    assertThat(bot.call("sendMoney", "{}").status()).isEqualTo(404);
  }

  @Test
  void a_stranger_has_no_chat_and_a_blocker_is_forbidden() {
    long stranger = sandbox.telegram().join("Bia").id();
    long blocker = bot.buyer();
    sandbox.telegram().block(bot.username(), blocker);

    assertThat(bot.call("sendMessage", "{\"chat_id\":" + stranger + ",\"text\":\"oi\"}").text())
        .contains("Bad Request: chat not found");
    var forbidden = bot.call("sendMessage", "{\"chat_id\":" + blocker + ",\"text\":\"oi\"}");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.text()).contains("Forbidden: bot was blocked by the user");
    sandbox.telegram().unblock(bot.username(), blocker);
    assertThat(bot.call("sendMessage", "{\"chat_id\":" + blocker + ",\"text\":\"oi\"}").status())
        .isEqualTo(200);
  }

  @Test
  void an_audience_takes_messages_that_nobody_keeps() {
    sandbox.telegram().admit(bot.username(), 5_000_000, 1_000_000);

    assertThat(bot.call("sendMessage", "{\"chat_id\":5999999,\"text\":\"oi\"}").status())
        .isEqualTo(200);
    assertThat(bot.call("sendMessage", "{\"chat_id\":6000000,\"text\":\"oi\"}").status())
        .isEqualTo(400);
  }

  @Test
  void an_edit_changes_the_message_and_nothing_new_is_refused() {
    long id =
        bot.call("sendMessage", to("\"text\":\"antes\"")).json().at("/result/message_id").asLong();
    var edit = to("\"message_id\":" + id + ",\"text\":\"depois\"");

    assertThat(bot.call("editMessageText", edit).status()).isEqualTo(200);
    assertThat(bot.call("editMessageText", edit).text()).contains("message is not modified");
    assertThat(bot.call("deleteMessage", to("\"message_id\":" + id)).status()).isEqualTo(200);
    assertThat(bot.call("deleteMessage", to("\"message_id\":" + id)).text())
        .contains("message to delete not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"url\":\"nada\"} | bad webhook",
        "{\"url\":\"https://a.example/x\",\"secret_token\":\"a b\"} | secret token contains unallowed characters",
        "{\"url\":\"https://a.example/x\",\"allowed_updates\":[1]} | can't parse allowed updates",
        "{\"url\":\"https://a.example/x\",\"allowed_update\":[]} | unknown field"
      })
  void a_wrong_webhook_is_refused(String arguments, String reason) {
    assertThat(bot.call("setWebhook", arguments).text()).contains(reason);
  }

  @Test
  void calls_are_logged_without_the_token() {
    bot.call("sendMessage", to("\"text\":\"para o registro\""));

    var call =
        sandbox.calls().to(Service.TELEGRAM).stream()
            .filter(c -> c.requestText().contains("para o registro"))
            .findFirst()
            .orElseThrow();
    assertThat(call.path()).doesNotContain(bot.token()).endsWith("/sendMessage");
    assertThat(call.accepted()).isTrue();
  }
}
