package elysia.messages.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.secret.SecretBox;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.telegram.OddTelegram;
import elysia.messaging.DeliveryContext;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.messaging.Settlement;
import elysia.messaging.WireJson;
import elysia.model.wire.BotCommand;
import elysia.model.wire.BotCommand.What;
import elysia.model.wire.WorkQueue;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = paused();

  @Test
  void a_connected_bot_is_known_verified_awake_and_everybody_hears_of_it() {
    var message =
        new OutgoingMessage(
            WorkQueue.MESSAGES_BOT.command(),
            "connect:" + bot.id(),
            "bot",
            Map.of(),
            WireJson.bytes(new BotCommand(bot.id(), What.CONNECT)));

    await().until(() -> stage.bean(Publisher.class).publish(message).confirmed());

    await().until(() -> value("paused").equals("false"));
    assertThat(
            value(
                "token_status || ' ' || bot_username || ' ' || bot_name || ' ' || telegram_bot_id"))
        .isEqualTo("validated " + bot.slug() + " Loja " + bot.token().split(":", 2)[0]);
    assertThat(value("webhook_url"))
        .isEqualTo("https://bots.example.com/tg/" + bot.slug() + "/webhook");
    assertThat(value("(connect_error is null) and webhook_checked_at is not null"))
        .isEqualTo("true");
    var set = calls("setWebhook").getFirst().requestJson();
    assertThat(set.path("secret_token").asText()).isEqualTo(secret()).hasSize(43);
    assertThat(set.path("max_connections").asInt()).isEqualTo(40);
    assertThat(set.path("allowed_updates"))
        .extracting(kind -> kind.asText())
        .containsExactly(
            "message", "callback_query", "my_chat_member", "chat_member", "chat_join_request");
    assertThat(facts()).as("new secret, then awake").isEqualTo(2);
  }

  @Test
  void connecting_again_keeps_the_secret() throws InterruptedException {
    connect();
    var before = secret();

    assertThat(connect()).isEqualTo(new Settlement.Done());

    assertThat(secret()).isEqualTo(before);
  }

  @Test
  void a_set_webhook_without_an_answer_is_set_again_with_the_saved_secret()
      throws InterruptedException {
    stage
        .sandbox()
        .faults()
        .add(Fault.of(Service.TELEGRAM, Effect.latency(Duration.ofMillis(1)))); // getMe answers
    stage
        .sandbox()
        .faults()
        .add(Fault.of(Service.TELEGRAM, Effect.status(500).after())); // setWebhook acts
    assertThat(connect()).isInstanceOf(Settlement.Retry.class);
    var saved = secret();

    assertThat(connect()).isEqualTo(new Settlement.Done());

    assertThat(secret()).isEqualTo(saved);
    assertThat(calls("setWebhook"))
        .hasSize(2)
        .extracting(call -> call.requestJson().path("secret_token").asText())
        .containsOnly(saved);
    assertThat(value("paused")).isEqualTo("false");
  }

  @Test
  void a_revoked_token_is_invalid_and_not_tried_again() throws InterruptedException {
    stage.sandbox().revokedTokens().revoke(Service.TELEGRAM, bot.token());

    assertThat(connect()).isEqualTo(new Settlement.Done());

    assertThat(value("token_status || ' ' || paused || ': ' || connect_error"))
        .isEqualTo("invalid true: o Telegram não reconhece o token do bot");
  }

  @Test
  void a_limit_or_a_fault_says_nothing_about_the_token() throws Exception {
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, Effect.status(429).retryAfter(5)));
    assertThat(connect()).isInstanceOf(Settlement.Postpone.class);
    assertThat(value("token_status || ': ' || connect_error"))
        .isEqualTo("unverified: limite do Telegram, nova tentativa em 5 s");

    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, Effect.status(502)));
    assertThat(connect()).isInstanceOf(Settlement.Retry.class);
    assertThat(value("token_status || ': ' || connect_error"))
        .isEqualTo("unverified: sem resposta clara do Telegram: HTTP 502");

    assertThat(connect()).isEqualTo(new Settlement.Done());
    assertThat(value("token_status || ' ' || (connect_error is null)")).isEqualTo("validated true");
  }

  @Test
  void a_second_owner_of_a_bot_is_refused_before_its_webhook_is_taken()
      throws InterruptedException {
    connect();
    var thief = paused();
    thief.set("token_sealed", stage.bean(SecretBox.class).seal(bot.token(), "bots.token"));
    int before = calls("setWebhook").size();

    connect(thief);

    assertThat(calls("setWebhook")).hasSize(before);
    assertThat(value(thief, "paused || ': ' || connect_error"))
        .isEqualTo("true: @" + bot.slug() + " já está conectado em outro cadastro");
  }

  @Test
  void a_bot_without_a_token_or_with_none_of_telegrams_is_told_so() throws InterruptedException {
    stage.sql().update("update bots set token_sealed = null where id = ?", bot.id());
    connect();
    assertThat(value("connect_error")).isEqualTo("falta o token do bot");

    bot.set("token_sealed", stage.bean(SecretBox.class).seal("não é um token", "bots.token"));
    connect();
    assertThat(value("connect_error")).contains("formato");
  }

  @Test
  void telegram_away_is_written_down_and_retried() throws Exception {
    var nobody = new OddTelegram();
    nobody.close();
    try (var worker = stage.startWorker(nobody.url())) {
      assertThat(worker.context().getBean(ConnectHandler.class).handle(command(bot), context()))
          .isInstanceOf(Settlement.Retry.class);
    }

    assertThat(value("connect_error")).startsWith("sem conexão com o Telegram");
  }

  private TestBot paused() {
    var made = stage.bot();
    made.set("paused", true);
    return made;
  }

  private Settlement connect() throws InterruptedException {
    return connect(bot);
  }

  private Settlement connect(TestBot which) throws InterruptedException {
    return stage.bean(ConnectHandler.class).handle(command(which), context());
  }

  private static BotCommand command(TestBot which) {
    return new BotCommand(which.id(), What.CONNECT);
  }

  private static DeliveryContext context() {
    return new DeliveryContext("connect", "bot", 1, Instant.now(Clock.systemUTC()), Map.of());
  }

  private String secret() {
    return stage.bean(SecretBox.class).open(value("webhook_secret_sealed"), "bots.webhook_secret");
  }

  private String value(String expression) {
    return value(bot, expression);
  }

  private String value(TestBot which, String expression) {
    return stage
        .sql()
        .one(
            "select (" + expression + ")::text as value from bots where id = ?",
            row -> row.text("value"),
            which.id())
        .orElseThrow();
  }

  private List<Call> calls(String method) {
    return stage.sandbox().calls().to(Service.TELEGRAM).stream()
        .filter(call -> call.path().endsWith("/" + method))
        .filter(call -> call.path().contains("bot" + bot.token().substring(0, 7)))
        .filter(call -> call.requestJson().path("url").asText().contains(bot.slug()))
        .toList();
  }

  private long facts() {
    return bot.count("outbox", "message_id like 'bot.changed:" + bot.id() + ":%'");
  }
}
