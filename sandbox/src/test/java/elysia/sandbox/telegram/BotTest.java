package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.sandbox.HttpCaller;
import elysia.sandbox.common.Service;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotTest {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static HttpCaller.Reply sendTo(long person) {
    return shop.bot().call("sendMessage", "{\"chat_id\":" + person + ",\"text\":\"oi\"}");
  }

  @Test
  void a_token_of_wrong_shape_or_a_revoked_one_is_unauthorized() {
    var revoked = TelegramCaller.newBot(shop.sandbox());
    shop.sandbox().revokedTokens().revoke(Service.TELEGRAM, revoked.token());
    var malformed = URI.create(shop.sandbox().telegramUrl() + "/bot123:short/getMe");

    assertThat(revoked.call("getMe", "{}").status()).isEqualTo(401);
    assertThat(HttpCaller.get(malformed).status()).isEqualTo(401);
    assertThat(shop.bot().call("getMe", "{}").json().at("/result/username").asText())
        .isEqualTo(shop.bot().username());
  }

  @Test
  void a_stranger_has_no_chat_and_a_blocker_is_forbidden() {
    long stranger = shop.sandbox().telegram().join("Bia").id();
    long blocker = shop.bot().buyer();
    shop.sandbox().telegram().block(shop.bot().username(), blocker);

    assertThat(sendTo(stranger).text()).contains("Bad Request: chat not found");
    var forbidden = sendTo(blocker);
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.text()).contains("Forbidden: bot was blocked by the user");
    shop.sandbox().telegram().unblock(shop.bot().username(), blocker);
    assertThat(sendTo(blocker).status()).isEqualTo(200);
  }

  @Test
  void an_audience_takes_messages_that_nobody_keeps() {
    shop.sandbox().telegram().admit(shop.bot().username(), 5_000_000, 1_000_000);

    assertThat(sendTo(5_999_999).status()).isEqualTo(200);
    assertThat(sendTo(6_000_000).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"url\":\"nada\"} | bad webhook",
        "{\"url\":\"https://a.example/x\",\"secret_token\":\"a b\"} | secret token contains unallowed characters",
        "{\"url\":\"https://a.example/x\",\"allowed_updates\":[\"mesage\"]} | $.allowed_updates[0]: does not have a value in the enumeration",
        "{\"url\":\"https://a.example/x\",\"max_connections\":2.5} | integer expected",
        "{\"url\":\"https://a.example/x\",\"allowed_update\":[]} | property 'allowed_update' is not defined"
      })
  void a_wrong_webhook_is_refused(String arguments, String reason) {
    var reply = shop.bot().call("setWebhook", arguments);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains(reason);
  }

  @Test
  void a_webhooks_secret_holds_256_characters_and_its_connections_are_clamped() {
    var url = "{\"url\":\"http://127.0.0.1:9/x\",\"max_connections\":1000,\"secret_token\":\"";

    assertThat(shop.bot().call("setWebhook", url + "s".repeat(257) + "\"}").text())
        .contains("secret token is too long");
    assertThat(shop.bot().call("setWebhook", url + "s".repeat(256) + "\"}").status())
        .isEqualTo(200);
    var info = shop.bot().call("getWebhookInfo", "{}").json().path("result");
    assertThat(info.path("max_connections").asInt()).isEqualTo(100);
    assertThat(info.has("allowed_updates")).isFalse();
    shop.bot().call("deleteWebhook", "{}");
  }

  @Test
  void calls_are_logged_without_the_token() {
    shop.call("sendMessage", "\"text\":\"para o registro\"");

    var call =
        shop.sandbox().calls().to(Service.TELEGRAM).stream()
            .filter(c -> c.requestText().contains("para o registro"))
            .findFirst()
            .orElseThrow();
    assertThat(call.path()).doesNotContain(shop.bot().token()).endsWith("/sendMessage");
    assertThat(call.accepted()).isTrue();
  }
}
