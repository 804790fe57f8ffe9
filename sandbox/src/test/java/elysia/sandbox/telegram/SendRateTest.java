package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.sandbox.SandboxServer;
import elysia.sandbox.SettableClock;
import elysia.sandbox.common.SandboxSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendRateTest {
  private final SettableClock clock = new SettableClock();
  private SandboxServer sandbox;
  private TelegramCaller bot;

  @BeforeEach
  void start() {
    sandbox = SandboxServer.start(0, SandboxSettings.defaults(), clock);
    bot = TelegramCaller.newBot(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private int send(long buyer) {
    return bot.call("sendMessage", "{\"chat_id\":" + buyer + ",\"text\":\"oi\"}").status();
  }

  @Test
  void a_chat_takes_five_at_once_and_then_one_a_second() {
    long buyer = bot.buyer();
    for (int i = 0; i < 5; i++) {
      assertThat(send(buyer)).isEqualTo(200);
    }

    var refused = bot.call("sendMessage", "{\"chat_id\":" + buyer + ",\"text\":\"oi\"}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("description").asText())
        .isEqualTo("Too Many Requests: retry after 1");
    assertThat(refused.json().at("/parameters/retry_after").asInt()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(send(buyer)).isEqualTo(200);
    assertThat(send(buyer)).isEqualTo(429);
  }

  @Test
  void a_bot_sends_thirty_in_any_second() {
    for (int i = 0; i < 30; i++) {
      assertThat(send(bot.buyer())).isEqualTo(200);
    }
    long oneMore = bot.buyer();

    assertThat(send(oneMore)).isEqualTo(429);
    clock.advance(Duration.ofMillis(999));
    assertThat(send(oneMore)).isEqualTo(429);
    clock.advance(Duration.ofMillis(1));
    assertThat(send(oneMore)).isEqualTo(200);
  }

  @Test
  void an_album_counts_its_items() {
    var photo = "{\"type\":\"photo\",\"media\":\"https://m.example/a.jpg\"}";
    var album = "[" + (photo + ",").repeat(9) + photo + "]";
    for (int i = 0; i < 3; i++) {
      var reply =
          bot.call("sendMediaGroup", "{\"chat_id\":" + bot.buyer() + ",\"media\":" + album + "}");
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    assertThat(send(bot.buyer())).isEqualTo(429);
  }

  @Test
  void an_album_goes_out_on_its_chats_credit_and_is_paid_back() {
    long buyer = bot.buyer();
    var photo = "{\"type\":\"photo\",\"media\":\"https://m.example/a.jpg\"}";
    var album = "[" + (photo + ",").repeat(6) + photo + "]";

    var reply = bot.call("sendMediaGroup", "{\"chat_id\":" + buyer + ",\"media\":" + album + "}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(
            bot.call("sendMessage", "{\"chat_id\":" + buyer + ",\"text\":\"oi\"}")
                .json()
                .at("/parameters/retry_after")
                .asInt())
        .isEqualTo(3); // seven of five, and one for the message itself
    clock.advance(Duration.ofSeconds(3));
    assertThat(send(buyer)).isEqualTo(200);
  }

  @Test
  void another_bot_is_not_held_back() {
    for (int i = 0; i < 30; i++) {
      send(bot.buyer());
    }
    var other = TelegramCaller.newBot(sandbox);

    var reply = other.call("sendMessage", "{\"chat_id\":" + other.buyer() + ",\"text\":\"oi\"}");

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void a_webhook_changes_once_a_second() {
    assertThat(setWebhook("/a")).isEqualTo(200);
    assertThat(setWebhook("/b")).isEqualTo(429);

    clock.advance(Duration.ofSeconds(1));

    assertThat(setWebhook("/b")).isEqualTo(200);
  }

  private int setWebhook(String path) {
    return bot.call("setWebhook", "{\"url\":\"http://127.0.0.1:9" + path + "\"}").status();
  }
}
