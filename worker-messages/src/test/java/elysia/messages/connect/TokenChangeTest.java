package elysia.messages.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.bots.BotConnections;
import elysia.db.secret.SecretBox;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Settlement;
import elysia.model.wire.BotCommand;
import elysia.model.wire.BotCommand.What;
import elysia.sandbox.common.Service;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenChangeTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();

  @BeforeEach
  void connected() throws InterruptedException {
    connect();
  }

  @Test
  void a_new_token_of_the_same_bot_keeps_its_secret() throws InterruptedException {
    var before = secret();
    stage.sandbox().revokedTokens().revoke(Service.TELEGRAM, bot.token());
    var renewed = bot.token().replace("test-token", "next-token");

    change(renewed);

    assertThat(secret()).isEqualTo(before);
    assertThat(held(renewed).path("url").asText()).contains(bot.slug());
    assertThat(value("token_status")).isEqualTo("validated");
  }

  @Test
  void another_bot_in_its_place_gets_a_secret_of_its_own_and_the_displaced_one_is_refused()
      throws InterruptedException {
    var before = secret();
    var next = stage.bot();
    stage.sql().update("update bots set deleted_at = now() where id = ?", next.id());

    change(next.token());

    assertThat(secret()).isNotEqualTo(before);
    assertThat(value("webhook_secret_previous_sealed is null"))
        .as("no overlap for a bot that is not ours any more")
        .isEqualTo("true");
    assertThat(value("bot_username")).isEqualTo(next.slug());
    assertThat(held(next.token()).path("url").asText()).contains("/" + bot.slug() + "/");
    assertThat(held(bot.token()).path("url").asText())
        .as("the displaced bot is left to its owner")
        .contains("/" + bot.slug() + "/");
    assertThat(bot.count("outbox", "message_id like 'bot.changed:" + bot.id() + ":%'"))
        .as("secret, awake, secret, awake")
        .isEqualTo(4);
  }

  @Test
  void a_crash_after_the_new_bot_is_known_still_ends_with_a_new_secret()
      throws InterruptedException {
    var before = secret();
    var next = stage.bot();
    stage.sql().update("update bots set deleted_at = now() where id = ?", next.id());
    stage
        .bean(BotConnections.class)
        .identified(
            bot.id(),
            new BotConnections.Identity(
                Long.parseLong(List.of(next.token().split(":", 2)).getFirst()), "x_bot", "X"));

    change(next.token());

    assertThat(secret()).isNotEqualTo(before);
  }

  @Test
  void a_bot_that_its_operator_paused_is_connected_and_stays_paused() throws InterruptedException {
    bot.set("paused", true);

    connect();

    assertThat(value("paused")).isEqualTo("true");
  }

  private void change(String token) throws InterruptedException {
    bot.set("token_sealed", stage.bean(SecretBox.class).seal(token, "bots.token"));
    connect();
  }

  private void connect() throws InterruptedException {
    var context =
        new DeliveryContext("connect", "bot", 1, Instant.now(Clock.systemUTC()), Map.of());
    assertThat(
            stage
                .bean(ConnectHandler.class)
                .handle(new BotCommand(bot.id(), What.CONNECT), context))
        .isEqualTo(new Settlement.Done());
  }

  private JsonNode held(String token) throws InterruptedException {
    return switch (stage
        .bean(Telegram.class)
        .call(new BotToken(token), TelegramCall.getWebhookInfo())) {
      case CallOutcome.Accepted(var info) -> info;
      case CallOutcome refused -> throw new AssertionError(refused);
    };
  }

  private String secret() {
    return stage.bean(SecretBox.class).open(value("webhook_secret_sealed"), "bots.webhook_secret");
  }

  private String value(String expression) {
    return stage
        .sql()
        .one(
            "select (" + expression + ")::text as value from bots where id = ?",
            row -> row.text("value"),
            bot.id())
        .orElseThrow();
  }
}
