package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.common.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTypesTest {
  private static final JsonSchema UPDATE = schema("TelegramUpdate");
  private static final JsonSchema MESSAGE = schema("TelegramMessage");

  private Shop shop;
  private WebhookReceiver receiver;

  private static JsonSchema schema(String type) {
    try (var in = UpdateTypesTest.class.getResourceAsStream("updates.json")) {
      var root = (ObjectNode) Json.MAPPER.readTree(in);
      return JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(root.put("$ref", "#/definitions/" + type));
    } catch (IOException e) {
      throw new IllegalStateException("updates.json is not readable", e);
    }
  }

  @BeforeEach
  void open() throws IOException {
    shop = Shop.open();
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    shop.close();
    receiver.close();
  }

  @Test
  void every_kind_of_update_is_of_the_published_type() {
    var menu =
        shop.call(
                "sendMessage",
                """
                "text":"menu","reply_markup":{"inline_keyboard":[[{"text":"PIX","callback_data":"a"}]]}""")
            .json();
    shop.bot().call("setWebhook", "{\"url\":\"" + receiver.url("/tg/loja/webhook") + "\"}");
    var phones = shop.sandbox().telegram();
    var username = shop.bot().username();

    phones.say(username, shop.buyer(), "/start tk_abc");
    phones.press(username, shop.buyer(), menu.at("/result/message_id").asLong(), "a");
    phones.block(username, shop.buyer());
    phones.unblock(username, shop.buyer());

    await().until(() -> receiver.received().size() == 5); // with the buyer's first /start
    assertThat(receiver.received())
        .allSatisfy(webhook -> assertThat(UPDATE.validate(webhook.json())).isEmpty())
        .extracting(webhook -> webhook.json().properties().size())
        .containsOnly(2);
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
  void every_message_is_of_the_published_type(String method, String kind) {
    var reply =
        shop.call(
            method,
            "\"%s\":\"https://m.example/a\",\"caption\":\"<b>oi</b>\",\"parse_mode\":\"HTML\""
                .formatted(kind));

    JsonNode message = reply.json().path("result");
    assertThat(MESSAGE.validate(message)).isEmpty();
    assertThat(message.at("/caption_entities/0/type").asText()).isEqualTo("bold");
  }
}
