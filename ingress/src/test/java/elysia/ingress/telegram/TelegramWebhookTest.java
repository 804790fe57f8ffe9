package elysia.ingress.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.ingress.Rows;
import elysia.ingress.Rows.TestBot;
import elysia.ingress.TestIngress;
import elysia.ingress.snapshot.Bot;
import elysia.model.wire.WorkQueue;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramWebhookTest {
  private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";
  private static final int MAX_BYTES = 1024 * 1024;
  private static final TestIngress INGRESS = TestIngress.shared();

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(
            "'message':{'chat':{'id':900000001},'text':'/start t_1'}",
            "tg.start",
            WorkQueue.MESSAGES_START),
        Arguments.of(
            "'callback_query':{'from':{'id':900000001},'data':'buy:x'}",
            "tg.callback",
            WorkQueue.MESSAGES_REPLY),
        Arguments.of(
            "'my_chat_member':{'chat':{'id':900000001}}", "tg.member", WorkQueue.MESSAGES_REPLY),
        Arguments.of(
            "'message':{'chat':{'id':900000001},'text':'oi, ação 🎉'}",
            "tg.other",
            WorkQueue.MESSAGES_REPLY));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void an_update_is_in_its_queue_byte_for_byte_before_telegram_hears_202(
      String payload, String type, WorkQueue queue) {
    var bot = INGRESS.knownBot();
    long updateId = ThreadLocalRandom.current().nextLong(1, 1_000_000_000);
    var body = json("{ 'update_id' : " + updateId + ",\n " + payload + " } ");

    var answer = post(bot, body);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    var message = INGRESS.one(one -> bot.slug().equals(one.context().headers().get("x-slug")));
    assertThat(message.queue()).isEqualTo(queue);
    assertThat(message.body()).isEqualTo(body);
    assertThat(message.context().messageId()).isEqualTo("tg:" + bot.id() + ":" + updateId);
    assertThat(message.context().type()).isEqualTo(type);
    assertThat(message.context().headers()).containsEntry("x-bot", Long.toString(bot.id()));
  }

  @Test
  void fifty_times_the_same_update_are_fifty_messages_with_one_id() throws Exception {
    var bot = INGRESS.knownBot();
    Callable<Integer> call = () -> post(bot, start(77)).statusCode();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(50, call))) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }

    await().until(() -> of(bot).size() == 50);
    assertThat(of(bot)).containsOnly("tg:" + bot.id() + ":77");
  }

  @Test
  void the_content_type_does_not_matter() {
    var bot = INGRESS.knownBot();

    for (var type : List.of("application/json", "text/plain", "application/octet-stream")) {
      var answer = INGRESS.post(bot.path(), start(5), SECRET, bot.secret(), "Content-Type", type);
      assertThat(answer.statusCode()).as(type).isEqualTo(202);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{}", "{'update_id':'5'}", "{'update_id':5.5}", "update_id=5"})
  void a_body_that_is_no_update_is_400(String body) {
    var bot = INGRESS.knownBot();

    assertThat(post(bot, json(body)).statusCode()).isEqualTo(400);
    assertThat(of(bot)).isEmpty();
  }

  @Test
  void an_unknown_bot_is_404_whatever_it_brings() {
    var answer =
        INGRESS.post(
            "/tg/" + Rows.unique("nobody") + "/webhook", new byte[2 * MAX_BYTES], SECRET, "x");

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void a_wrong_missing_or_foreign_secret_is_401_before_the_body_is_looked_at() {
    var bot = INGRESS.knownBot();
    var other = INGRESS.knownBot();

    assertThat(INGRESS.post(bot.path(), start(1)).statusCode()).isEqualTo(401);
    for (var secret : List.of("wrong", bot.secret() + "x", other.secret())) {
      assertThat(INGRESS.post(bot.path(), start(1), SECRET, secret).statusCode()).isEqualTo(401);
      assertThat(INGRESS.post(bot.path(), json("{"), SECRET, secret).statusCode()).isEqualTo(401);
    }
    assertThat(of(bot)).isEmpty();
  }

  @Test
  void a_bot_without_a_secret_is_closed() {
    var bot = INGRESS.knownBot();
    INGRESS.rows().execute("update bots set webhook_secret_sealed = null where id = ?", bot.id());
    INGRESS.learn(snapshot -> !admits(snapshot.bot(bot.slug()).orElseThrow(), bot.secret()));

    assertThat(INGRESS.post(bot.path(), start(1)).statusCode()).isEqualTo(401);
    assertThat(post(bot, start(1)).statusCode()).isEqualTo(401);
  }

  @Test
  void one_byte_too_many_is_413_and_the_last_one_allowed_is_202() {
    var bot = INGRESS.knownBot();
    var largest = new byte[MAX_BYTES];
    Arrays.fill(largest, (byte) ' ');
    System.arraycopy(start(3), 0, largest, 0, start(3).length);

    assertThat(post(bot, Arrays.copyOf(largest, MAX_BYTES + 1)).statusCode()).isEqualTo(413);
    assertThat(post(bot, largest).statusCode()).isEqualTo(202);
    assertThat(INGRESS.one(one -> bot.slug().equals(one.context().headers().get("x-slug"))).body())
        .isEqualTo(largest);
  }

  @Test
  void a_body_of_unknown_length_has_the_same_limit() {
    var bot = INGRESS.knownBot();

    assertThat(chunked(bot, MAX_BYTES + 1).statusCode()).isEqualTo(413);
    assertThat(chunked(bot, 100_000).statusCode()).isEqualTo(202);
  }

  @Test
  void a_paused_bot_is_answered_202_and_its_updates_are_dropped_and_counted() {
    var bot = INGRESS.knownBot();
    INGRESS.rows().execute("update bots set paused = true where id = ?", bot.id());
    INGRESS.learn(snapshot -> !snapshot.bot(bot.slug()).orElseThrow().receiving());

    assertThat(post(bot, start(1)).statusCode()).isEqualTo(202);
    assertThat(INGRESS.post(bot.path(), start(1), SECRET, "wrong").statusCode()).isEqualTo(401);

    INGRESS.rows().execute("update bots set paused = false where id = ?", bot.id());
    INGRESS.learn(snapshot -> snapshot.bot(bot.slug()).orElseThrow().receiving());
    assertThat(post(bot, start(2)).statusCode()).isEqualTo(202);
    await().until(() -> !of(bot).isEmpty());
    assertThat(of(bot)).containsExactly("tg:" + bot.id() + ":2");
    assertThat(INGRESS.get("/prometheus").body())
        .containsPattern(
            "elysia_ingress_answer_seconds_count\\{door=\"telegram\",outcome=\"dropped\"\\} [1-9]");
  }

  @Test
  void a_bot_that_is_being_connected_has_its_updates_sent_again_and_loses_none() {
    var bot = INGRESS.knownBot();
    INGRESS
        .rows()
        .execute("update bots set paused = true, webhook_url = null where id = ?", bot.id());
    INGRESS.learn(snapshot -> snapshot.bot(bot.slug()).orElseThrow().connecting());

    var early = post(bot, start(1));

    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.headers().firstValue("Retry-After")).contains("2");
    assertThat(INGRESS.post(bot.path(), start(1), SECRET, "wrong").statusCode()).isEqualTo(401);
    INGRESS
        .rows()
        .execute("update bots set paused = false, webhook_url = 'x' where id = ?", bot.id());
    INGRESS.learn(snapshot -> snapshot.bot(bot.slug()).orElseThrow().receiving());
    assertThat(post(bot, start(1)).statusCode()).isEqualTo(202);
    await().until(() -> !of(bot).isEmpty());
    assertThat(of(bot)).containsExactly("tg:" + bot.id() + ":1");
  }

  @Test
  void a_deleted_bot_is_unknown_and_an_inactive_one_is_dropped() {
    var deleted = INGRESS.knownBot();
    var inactive = INGRESS.knownBot();
    INGRESS.rows().execute("update bots set deleted_at = now() where id = ?", deleted.id());
    INGRESS.rows().execute("update bots set active = false where id = ?", inactive.id());
    INGRESS.learn(
        snapshot ->
            snapshot.bot(deleted.slug()).isEmpty()
                && !snapshot.bot(inactive.slug()).orElseThrow().receiving());

    assertThat(post(deleted, start(1)).statusCode()).isEqualTo(404);
    assertThat(post(inactive, start(1)).statusCode()).isEqualTo(202);
    assertThat(of(inactive)).isEmpty();
  }

  @Test
  void after_a_rotation_both_secrets_are_admitted_for_ten_minutes() {
    var bot = INGRESS.knownBot();
    var newer = INGRESS.rows().rotateSecret(bot, "9 minutes");
    INGRESS.learn(snapshot -> admits(snapshot.bot(bot.slug()).orElseThrow(), newer));

    assertThat(INGRESS.post(bot.path(), start(1), SECRET, newer).statusCode()).isEqualTo(202);
    assertThat(post(bot, start(2)).statusCode()).isEqualTo(202);

    INGRESS
        .rows()
        .execute(
            "update bots set webhook_secret_changed_at = now() - interval '11 minutes' where id = ?",
            bot.id());
    INGRESS.learn(snapshot -> !admits(snapshot.bot(bot.slug()).orElseThrow(), bot.secret()));
    assertThat(post(bot, start(3)).statusCode()).isEqualTo(401);
    assertThat(INGRESS.post(bot.path(), start(4), SECRET, newer).statusCode()).isEqualTo(202);
  }

  private static boolean admits(Bot bot, String secret) {
    return bot.admits(secret, Clock.systemUTC().instant());
  }

  private static HttpResponse<String> chunked(TestBot bot, int bytes) {
    var body = new byte[bytes];
    Arrays.fill(body, (byte) ' ');
    System.arraycopy(start(9), 0, body, 0, start(9).length);
    return INGRESS.send(
        HttpRequest.newBuilder(INGRESS.uri(bot.path()))
            .header(SECRET, bot.secret())
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  private static HttpResponse<String> post(TestBot bot, byte[] body) {
    return INGRESS.post(bot.path(), body, SECRET, bot.secret());
  }

  /// The ids of the messages that came of a bot's updates.
  private static List<String> of(TestBot bot) {
    return INGRESS
        .received(one -> bot.slug().equals(one.context().headers().get("x-slug")))
        .stream()
        .map(one -> one.context().messageId())
        .toList();
  }

  private static byte[] start(long updateId) {
    return json(
        "{'update_id':" + updateId + ",'message':{'chat':{'id':900000001},'text':'/start'}}");
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
