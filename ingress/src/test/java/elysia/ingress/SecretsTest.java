package elysia.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import elysia.ingress.Rows.TestAccount;
import elysia.ingress.Rows.TestBot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the logs say, and what neither they nor the queues may ever say.
class SecretsTest {
  private static final TestIngress INGRESS = TestIngress.shared();

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final LogLines lines = new LogLines();

  private static final class LogLines extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy());
    }
  }

  @BeforeEach
  void listen() {
    lines.setContext(context);
    lines.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    context.getLogger("elysia").setLevel(Level.TRACE);
  }

  @AfterEach
  void stopListening() {
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(lines);
    context.getLogger("elysia").setLevel(null);
  }

  @Test
  void each_update_has_one_line_with_bot_chat_and_type() {
    var bot = INGRESS.knownBot();

    update(bot, bot.secret());

    var line = "[WEBHOOK][TELEGRAM] bot=" + bot.slug() + " chat=900000001 tipo=start";
    await().until(() -> lines.lines.stream().anyMatch(one -> one.startsWith(line)));
    assertThat(lines.lines.stream().filter(one -> one.contains(bot.slug()))).hasSize(1);
  }

  @Test
  void no_secret_is_in_a_log_or_in_a_message() {
    var bot = INGRESS.knownBot();
    var account = INGRESS.knownAccount("pushinpay");
    var chargeToken = Rows.unique("charge");

    update(bot, bot.secret());
    update(bot, "wrong-canary");
    INGRESS.post(
        "/tg/" + bot.slug() + "x/webhook",
        new byte[0],
        "X-Telegram-Bot-Api-Secret-Token",
        bot.secret());
    INGRESS.post(account.path() + "/" + chargeToken, new byte[] {1});
    INGRESS.post("/api/payments/webhook/syncpay/" + account.token(), new byte[] {1});
    INGRESS.get("/api/metrics", "Authorization", "Bearer " + TestIngress.ADMIN_TOKEN);
    INGRESS.get("/api/metrics?from=x", "Authorization", "Bearer " + TestIngress.ADMIN_TOKEN);
    INGRESS.one(one -> one.context().messageId().startsWith(gatewayIds(account)));

    var said = String.join("\n", lines.lines);
    var queued = new StringBuilder();
    for (var message : INGRESS.received(one -> true)) {
      queued.append(message.context()).append(new String(message.body(), StandardCharsets.UTF_8));
    }
    assertThat(said).contains("[WEBHOOK][TELEGRAM]", "[WEBHOOK][GATEWAY]");
    for (var secret :
        List.of(
            bot.secret(), "wrong-canary", account.token(), chargeToken, TestIngress.ADMIN_TOKEN)) {
      assertThat(said).doesNotContain(secret);
      assertThat(queued.toString()).doesNotContain(secret);
    }
  }

  private static String gatewayIds(TestAccount account) {
    return "gw:" + account.gateway() + ":" + account.id() + ":";
  }

  private static void update(TestBot bot, String secret) {
    var body =
        "{\"update_id\":1,\"message\":{\"chat\":{\"id\":900000001},\"text\":\"/start t_1\"}}";
    INGRESS.post(
        bot.path(),
        body.getBytes(StandardCharsets.UTF_8),
        "X-Telegram-Bot-Api-Secret-Token",
        secret);
  }
}
