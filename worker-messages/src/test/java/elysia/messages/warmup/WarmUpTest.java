package elysia.messages.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.Sql;
import elysia.db.media.WarmUps;
import elysia.db.secret.SecretBox;
import elysia.db.sends.SendKind;
import elysia.messages.Outgoing;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.connect.ConnectHandler;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.messaging.DeliveryContext;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import elysia.model.wire.BotCommand;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Media on their way to a warm-up chat, here a person's.
class WarmUpTest {
  private final Stage stage = Stage.shared();
  private final WarmUps warmUps = stage.bean(WarmUps.class);
  private final TestBot bot = stage.bot();
  private final Person chat = bot.person("Aquecimento");
  private final Attachment.Media photo = bot.photo();

  @Test
  void media_of_a_message_are_uploaded_before_any_person_needs_them() {
    attach(photo);
    connected();

    setChat();

    await().until(() -> states().equals(List.of("ready")));
    assertThat(bot.sentTo(chat)).hasSize(1);
    assertThat(
            bot.count(
                "media_cache",
                "warmup_chat_id = '%d' and warmup_message_id > 0 and warmup_at is not null and sha256 = '%s'"
                    .formatted(chat.id(), photo.sha256())))
        .isEqualTo(1);
    var ana = Outgoing.to(bot, bot.person("Ana"), SendKind.START);
    ana.plan(TelegramCall.sendMedia(ana.group().person(), photo, "", Keyboard.NONE)).send();
    assertThat(ana.uploads()).isZero();
    assertThat(ana.messageIds()).hasSize(1);
  }

  @Test
  void what_is_ready_is_not_uploaded_again() throws InterruptedException {
    attach(photo);
    connected();
    setChat();
    await().until(() -> states().equals(List.of("ready")));

    warmUps.request(bot.id());
    handle(1);

    assertThat(bot.sentTo(chat)).hasSize(1);
  }

  @Test
  void a_failure_is_an_error_and_the_next_try_makes_it_ready() throws InterruptedException {
    attach(photo);
    connected();
    chatWithoutCommand(999_999_999L); // nobody has ever talked to the bot there
    waiting();

    assertThat(handle(1)).isEqualTo(new Settlement.Done());

    assertThat(states()).containsExactly("error");
    assertThat(warmUps.board(bot.id()).getFirst().lastError()).contains("conversa não existe");
    assertThat(bot.count("media_cache", "status = 'ready' and bot_slug = '" + bot.slug() + "'"))
        .isZero();
    setChat();
    await().until(() -> states().equals(List.of("ready")));
  }

  @Test
  void media_that_wait_are_not_called_ready_and_a_limit_is_waited_out()
      throws InterruptedException {
    attach(photo);
    connected();
    chatWithoutCommand(chat.id());
    waiting();
    fault(Effect.status(429), 1);

    assertThat(handle(1)).isInstanceOf(Settlement.Postpone.class);

    assertThat(states()).containsExactly("warming");
    handle(1);
    assertThat(states()).containsExactly("ready");
  }

  @Test
  void a_telegram_that_stays_away_ends_in_an_error_and_not_in_waiting_for_ever()
      throws InterruptedException {
    attach(photo);
    connected();
    chatWithoutCommand(chat.id());
    waiting();
    fault(Effect.status(502), 2);

    assertThat(handle(1)).isInstanceOf(Settlement.Retry.class);
    assertThat(states()).containsExactly("warming");
    assertThat(handle(RetryLevel.values().length + 1)).isInstanceOf(Settlement.Park.class);

    assertThat(states()).containsExactly("error");
  }

  @Test
  void media_that_our_store_never_got_are_listed_as_missing() {
    attach(new Attachment.Media(MediaKind.VIDEO, "1".repeat(64)));
    connected();

    setChat();

    assertThat(states()).containsExactly("error");
    assertThat(warmUps.board(bot.id()).getFirst().lastError()).contains("envie de novo");
  }

  @Test
  void an_id_of_the_old_application_is_believed_once_telegram_has_taken_it() {
    var lost = new Attachment.Media(MediaKind.PHOTO, "2".repeat(64));
    baseGreeting(photo, lost);
    connected();
    setChat();
    await().until(() -> states().containsAll(List.of("ready", "error")));
    var id = fileId(photo);
    legacyCache(photo, id);
    legacyCache(lost, "AgACofNobody");
    assertThat(states()).containsOnly("unverified");

    warmUps.request(bot.id());

    await().until(() -> states().containsAll(List.of("ready", "error")));
    assertThat(fileId(photo)).isEqualTo(id);
    assertThat(bot.count("outbox", "message_id like 'bot.warm:" + bot.id() + ":%'")).isEqualTo(2);
    warmUps.request(bot.id());
    assertThat(bot.sentTo(chat)).as("one upload, one check").hasSize(2);
  }

  @Test
  void another_bot_behind_the_slug_has_its_media_warmed_again() throws InterruptedException {
    attach(photo);
    connected();
    setChat();
    await().until(() -> states().equals(List.of("ready")));
    var other = stage.bot(); // its token takes the place
    stage.sandbox().telegram().say(other.slug(), chat.id(), "/start");
    stage
        .sql()
        .update("update bots set token_sealed = null, deleted_at = now() where id = ?", other.id());
    bot.set("token_sealed", stage.bean(SecretBox.class).seal(other.token(), "bots.token"));

    stage
        .bean(ConnectHandler.class)
        .handle(new BotCommand(bot.id(), BotCommand.What.CONNECT), delivery(1));

    await().until(() -> states().equals(List.of("ready")));
    await().until(() -> !other.sentTo(chat).isEmpty());
    assertThat(
            bot.count(
                "media_cache",
                "bot_slug = '%s' and status = 'ready' and telegram_bot_id = %d"
                    .formatted(bot.slug(), new BotToken(other.token()).botId())))
        .isEqualTo(1);
  }

  @Test
  void without_a_warm_up_chat_nothing_is_uploaded_and_media_are_cold() {
    attach(photo);
    connected();

    warmUps.request(bot.id());

    assertThat(states()).containsExactly("cold");
    assertThat(bot.count("outbox", "message_id like 'bot.warm:" + bot.id() + ":%'")).isZero();
  }

  private void attach(Attachment.Media media) {
    bot.message(
        "start",
        "{\"messages\":[\"oi\"],\"medias\":[{\"kind\":\"%s\",\"key\":\"%s\"}]}"
            .formatted(media.kind().word(), media.sha256()));
  }

  /// As the base version kept it.
  private void baseGreeting(Attachment.Media... media) {
    var refs =
        Stream.of(media)
            .map(one -> "{\"kind\":\"photo\",\"sha256\":\"" + one.sha256() + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    bot.set("start_media_refs", new Sql.Json(refs));
    bot.set("start_message", new Sql.Json("{\"active\":true,\"message\":{\"text\":\"oi\"}}"));
  }

  /// As the old application left it.
  private void legacyCache(Attachment.Media media, String fileId) {
    stage
        .sql()
        .update(
            """
            update media_cache set status = 'ready', tg_file_id = ?, telegram_bot_id = null, last_error = null
            where bot_slug = ? and sha256 = ?
            """,
            fileId,
            bot.slug(),
            media.sha256());
  }

  private String fileId(Attachment.Media media) {
    return stage
        .sql()
        .one(
            "select tg_file_id from media_cache where bot_slug = ? and sha256 = ?",
            row -> row.text("tg_file_id"),
            bot.slug(),
            media.sha256())
        .orElseThrow();
  }

  /// As connecting leaves it.
  private void connected() {
    bot.set("telegram_bot_id", new BotToken(bot.token()).botId());
  }

  private void setChat() {
    warmUps.setChat(bot.id(), new TelegramId(chat.id()));
  }

  private void chatWithoutCommand(long id) {
    bot.set("warmup_chat_id", Long.toString(id));
  }

  /// As the request leaves it, without its command.
  private void waiting() {
    stage
        .sql()
        .update(
            "insert into media_cache (bot_slug, sha256, kind, status) values (?, ?, 'photo', 'warming')",
            bot.slug(),
            photo.sha256());
  }

  private List<String> states() {
    return warmUps.board(bot.id()).stream().map(WarmUps.State::status).toList();
  }

  private Settlement handle(int attempt) throws InterruptedException {
    return stage
        .bean(WarmUpHandler.class)
        .handle(new BotCommand(bot.id(), BotCommand.What.WARM_MEDIA), delivery(attempt));
  }

  private static DeliveryContext delivery(int attempt) {
    return new DeliveryContext(
        "bot.warm:1", "bot.warm", attempt, Instant.now(Clock.systemUTC()), Map.of());
  }

  private void fault(Effect effect, int times) {
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, effect).about(chat.id()).times(times));
  }
}
