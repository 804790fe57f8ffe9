package elysia.messages.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.bots.WebhookChecks;
import elysia.db.secret.SecretBox;
import elysia.messages.LogLines;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Settlement;
import elysia.model.BotId;
import elysia.model.wire.BotCommand;
import elysia.model.wire.BotCommand.What;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody does to a webhook behind our back (L20).
class WebhookDriftTest {
  private static final String BASE = "https://bots.example.com";
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final LogLines log = new LogLines(bot);

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void a_webhook_that_is_as_we_set_it_is_left_alone() throws Exception {
    connect(stage.bean(ConnectHandler.class));

    check();

    assertThat(warnings()).isEmpty();
    assertThat(value("webhook_checked_at > now() - interval '1 minute'")).isEqualTo("true");
  }

  @Test
  void a_changed_address_is_set_back_and_logged() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    tell(TelegramCall.setWebhook(URI.create("https://thief.example.com/x"), "their-secret"));

    check();

    assertThat(held().path("url").asText()).isEqualTo(webhook(BASE));
    assertThat(warnings())
        .containsExactly(
            "WARN [WEBHOOK][TELEGRAM] O endereço do webhook foi mudado por fora: corrigido");
  }

  @Test
  void a_removed_webhook_is_set_again() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    tell(new TelegramCall("deleteWebhook", Map.of()));

    check();

    assertThat(held().path("url").asText()).isEqualTo(webhook(BASE));
  }

  @Test
  void a_shortened_list_of_updates_is_set_back_and_logged() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    var shortened =
        Map.of("url", webhook(BASE), "secret_token", "s", "allowed_updates", List.of("message"));
    tell(new TelegramCall("setWebhook", Map.copyOf(shortened)));

    check();

    assertThat(held().path("allowed_updates"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(TelegramCall.UPDATES);
    assertThat(warnings())
        .containsExactly(
            "WARN [WEBHOOK][TELEGRAM] A lista de eventos do webhook foi mudada por fora: corrigida");
  }

  @Test
  void a_changed_secret_is_noticed_by_our_refusal_and_set_back_and_the_update_comes_through()
      throws Exception {
    try (var door = new Door();
        var worker =
            stage.startWorker(
                stage.sandbox().telegramUrl(), Map.of("PUBLIC_BASE_URL", door.url().toString()))) {
      connect(worker.context().getBean(ConnectHandler.class));
      door.knows(
          stage.bean(SecretBox.class).open(value("webhook_secret_sealed"), "bots.webhook_secret"));
      tell(TelegramCall.setWebhook(URI.create(webhook(door.url().toString())), "another-secret"));
      bot.person("Ana"); // says /start
      await().until(() -> held().path("last_error_message").asText().contains("401"));
      assertThat(door.taken()).isZero();

      makeDue();
      worker.context().getBean(WebhookCheck.class).round();

      await().until(() -> door.taken() == 1);
      assertThat(warnings())
          .containsExactly(
              "WARN [WEBHOOK][TELEGRAM] O segredo do webhook foi mudado por fora: corrigido");
    }
  }

  @Test
  void the_worker_checks_by_itself() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    tell(new TelegramCall("deleteWebhook", Map.of()));
    makeDue();

    try (var _ =
        stage.startWorker(stage.sandbox().telegramUrl(), Map.of("WEBHOOK_CHECK_PAUSE", "100ms"))) {
      await().until(() -> held().path("url").asText().equals(webhook(BASE)));
    }
  }

  @Test
  void a_paused_bots_webhook_may_be_elsewhere() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    tell(TelegramCall.setWebhook(URI.create("https://other.example.com/x"), "their-secret"));
    bot.set("paused", true);

    check();

    assertThat(held().path("url").asText()).isEqualTo("https://other.example.com/x");
  }

  @Test
  void a_pause_during_the_repair_stays() {
    bot.set("paused", true);

    stage.bean(WebhookChecks.class).repaired(bot.id(), URI.create(webhook(BASE)));

    assertThat(value("paused")).isEqualTo("true");
  }

  @Test
  void a_limit_on_the_check_says_nothing_and_ends_the_round() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    var before = value("token_status || ' ' || paused || ' ' || (connect_error is null)");
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, Effect.status(429).retryAfter(5)));

    check();

    assertThat(value("token_status || ' ' || paused || ' ' || (connect_error is null)"))
        .isEqualTo(before)
        .isEqualTo("validated false true");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void only_a_token_that_telegram_does_not_know_is_invalid() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    stage.sandbox().revokedTokens().revoke(Service.TELEGRAM, bot.token());

    check();

    assertThat(value("token_status || ': ' || connect_error"))
        .isEqualTo("invalid: o Telegram não reconhece o token do bot");
    assertThat(warnings()).singleElement().asString().startsWith("ERROR [ERRO]");
  }

  @Test
  void a_due_bot_is_claimed_by_one_worker_only() {
    var due = Stream.generate(this::dueBot).limit(10).collect(Collectors.toSet());
    Queue<BotId> claimed = new ConcurrentLinkedQueue<>();

    Stage.allAtOnce(
        40,
        () ->
            stage
                .bean(WebhookChecks.class)
                .claim(EVERY, 1000)
                .ifPresent(one -> claimed.add(one.bot())));

    assertThat(claimed).doesNotHaveDuplicates().containsAll(due);
  }

  @Test
  void no_more_bots_are_asked_per_minute_than_telegram_takes() throws Exception {
    connect(stage.bean(ConnectHandler.class));
    int recent =
        Integer.parseInt(
            value(
                "(select count(*) from bots where webhook_checked_at > now() - interval '1 minute')"));
    makeDue();

    assertThat(stage.bean(WebhookChecks.class).claim(EVERY, recent - 1)).isEmpty();
    assertThat(stage.bean(WebhookChecks.class).claim(EVERY, recent)).isPresent();
  }

  @Test
  void updates_that_do_not_come_through_are_told() throws Exception {
    try (var door = new Door();
        var worker =
            stage.startWorker(
                stage.sandbox().telegramUrl(), Map.of("PUBLIC_BASE_URL", door.url().toString()))) {
      connect(worker.context().getBean(ConnectHandler.class));
      door.breaks();
      bot.set("webhook_pending", 1);
      bot.person("Ana");
      bot.person("Bia");
      await().until(() -> held().path("last_error_message").asText().contains("503"));

      makeDue();
      worker.context().getBean(WebhookCheck.class).round();

      assertThat(warnings())
          .containsExactly(
              "WARN [WEBHOOK][TELEGRAM] O Telegram não consegue entregar: Wrong response from the webhook: 503",
              "WARN [WEBHOOK][TELEGRAM] Fila no Telegram cresceu de 1 para 2");
      assertThat(value("webhook_pending")).isEqualTo("2");
    }
  }

  private void connect(ConnectHandler handler) throws InterruptedException {
    var context =
        new DeliveryContext("connect", "bot", 1, Instant.now(Clock.systemUTC()), Map.of());
    assertThat(handler.handle(new BotCommand(bot.id(), What.CONNECT), context))
        .isEqualTo(new Settlement.Done());
  }

  private void check() throws InterruptedException {
    makeDue();
    stage.bean(WebhookCheck.class).round();
  }

  private BotId dueBot() {
    var made = stage.bot();
    made.set("webhook_url", webhook(BASE));
    made.set("token_status", "validated");
    return made.id();
  }

  private void makeDue() {
    stage
        .sql()
        .update(
            "update bots set webhook_checked_at = now() - interval '6 minutes' where id = ?",
            bot.id());
  }

  private JsonNode tell(TelegramCall call) throws InterruptedException {
    return switch (stage.bean(Telegram.class).call(new BotToken(bot.token()), call)) {
      case CallOutcome.Accepted(var result) -> result;
      case CallOutcome refused -> throw new AssertionError(refused);
    };
  }

  private JsonNode held() throws InterruptedException {
    return tell(TelegramCall.getWebhookInfo());
  }

  private String webhook(String base) {
    return base + "/tg/" + bot.slug() + "/webhook";
  }

  private List<String> warnings() {
    return log.lines().stream().filter(line -> !line.startsWith("INFO")).toList();
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
