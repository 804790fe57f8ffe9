package elysia.messages.start;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.Sql;
import elysia.db.bots.Bots;
import elysia.db.people.Profile;
import elysia.db.sends.Claim;
import elysia.db.sends.Sends;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.telegram.OddTelegram;
import elysia.messages.update.Update;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import elysia.messaging.WireJson;
import elysia.model.TelegramId;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A /start that is stopped between any two steps and delivered again: the person is greeted all
/// the same, and as far as can be known, once. Handlers are called as the consumer calls them, so
/// that a test need not wait for the retry ladder.
class StartCrashTest {
  private static final String TWO_TEXTS = "{\"messages\":[\"um\",\"dois\"]}";

  private final Stage stage = Stage.shared();
  private final Sends sends = stage.bean(Sends.class);
  private final TestBot bot = stage.bot().message("start", TWO_TEXTS);
  private final Person ana = bot.person("Ana");
  private final long update = Stage.nextUpdate();

  @Test
  void after_the_commit_and_before_the_first_send() throws InterruptedException {
    recorded();

    assertThat(redelivered()).isEqualTo(new Settlement.Done());

    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
    assertThat(redelivered()).isEqualTo(new Settlement.Done());
    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
  }

  @Test
  void after_the_claim_and_before_the_call() throws InterruptedException {
    recorded();
    claimed();

    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
  }

  @Test
  void twice_after_the_claim_gives_that_message_up_and_sends_the_rest()
      throws InterruptedException {
    recorded();
    claimed();
    claimed();

    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("dois");
    assertThat(bot.states(ana)).containsExactly("unknown", "sent");
  }

  @Test
  void what_an_overtaken_worker_has_to_say_counts_no_more() {
    recorded();
    var late = claimed(); // its call takes longer than its lane
    var next = claimed();

    sends.notSent(late, "sem conexão");
    sends.failed(late, "recusada");

    assertThat(bot.states(ana)).containsExactly("sending", "pending");
    sends.sent(next, List.of(1L));
    sends.unknown(late, "sem resposta");
    assertThat(bot.states(ana)).containsExactly("sent", "pending");
  }

  @Test
  void between_the_first_and_the_second_message() throws InterruptedException {
    recorded();
    var first = claimed();
    sends.sent(first, List.of(1L));

    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("dois");
    assertThat(bot.states(ana)).containsExactly("sent", "sent");
  }

  @Test
  void between_an_album_and_the_text_below_it() throws InterruptedException {
    withAlbum();
    recorded();
    var album = claimed();
    sends.sent(album, List.of(1L, 2L));

    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
    assertThat(bot.states(ana)).containsExactly("sent", "sent", "sent");
  }

  @Test
  void while_an_album_was_on_its_way() throws InterruptedException {
    withAlbum();
    recorded();
    claimed();

    redelivered();

    assertThat(bot.sentTo(ana)).hasSize(4);
    assertThat(bot.sentTo(ana).subList(0, 2)).allMatch(message -> message.has("media_group_id"));
    assertThat(bot.states(ana)).containsExactly("sent", "sent", "sent");
  }

  @Test
  void a_fault_after_telegram_has_acted_sends_once_more_and_never_a_third_time()
      throws InterruptedException {
    fault(Effect.status(500).after(), 5);

    assertThat(redelivered())
        .isInstanceOfSatisfying(
            Settlement.Retry.class,
            retry -> assertThat(retry.level()).isEqualTo(RetryLevel.FIVE_SECONDS));
    redelivered();
    stage.sandbox().faults().clear();
    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("um", "um", "dois");
    assertThat(bot.states(ana)).containsExactly("unknown", "sent");
  }

  @Test
  void a_limit_costs_no_attempt_and_is_waited_out() throws InterruptedException {
    fault(Effect.status(429).retryAfter(5), 3);

    for (int i = 0; i < 3; i++) {
      assertThat(redelivered()).isInstanceOf(Settlement.Postpone.class);
      assertThat(bot.states(ana)).containsExactly("pending", "pending");
      bot.pausesEnd();
    }
    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
  }

  @Test
  void a_message_that_telegram_refuses_does_not_hold_up_the_rest() throws InterruptedException {
    fault(Effect.status(400), 1);

    assertThat(redelivered()).isEqualTo(new Settlement.Done());

    assertThat(bot.textsTo(ana)).containsExactly("dois");
    assertThat(bot.states(ana)).containsExactly("failed", "sent");
  }

  @Test
  void a_block_stops_the_rest_marks_the_person_and_a_new_start_clears_it()
      throws InterruptedException {
    recorded();
    stage.sandbox().telegram().block(bot.slug(), ana.id());

    assertThat(redelivered()).isEqualTo(new Settlement.Done());

    assertThat(bot.states(ana)).containsExactly("failed", "canceled");
    assertThat(bot.person(ana, "blocked || ' ' || unreachable_reason")).isEqualTo("true blocked");
    stage.sandbox().telegram().unblock(bot.slug(), ana.id());
    stage.sql().update("update bot_users set last_start_at = null where bot_id = ?", bot.id());
    deliver(Stage.nextUpdate());
    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
    assertThat(bot.person(ana, "blocked || ' ' || (unreachable_reason is null)"))
        .isEqualTo("false true");
  }

  @Test
  void a_revoked_token_is_marked_and_the_message_waits_parked() throws InterruptedException {
    stage.sandbox().revokedTokens().revoke(Service.TELEGRAM, bot.token());

    assertThat(redelivered()).isInstanceOf(Settlement.Park.class);

    assertThat(bot.count("bots", "token_status = 'invalid' and id = " + bot.id())).isEqualTo(1);
    assertThat(bot.states(ana)).containsExactly("pending", "pending");
    stage.sandbox().revokedTokens().restore(Service.TELEGRAM, bot.token());
    redelivered();
    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
  }

  @Test
  void no_connection_is_retried_up_the_ladder_and_costs_no_attempt() throws Exception {
    var nobody = new OddTelegram();
    nobody.close();
    try (var worker = stage.startWorker(nobody.url())) {
      var handler = worker.context().getBean(StartHandler.class);

      assertThat(handler.handle(body(update), Stage.delivery(bot.id(), update)))
          .isInstanceOf(Settlement.Retry.class);
    }
    assertThat(bot.states(ana)).containsExactly("pending", "pending");
    redelivered();
    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
  }

  @Test
  void another_workers_lane_is_respected_until_it_ends() throws InterruptedException {
    recorded();
    stage
        .sql()
        .update(
            "update bot_users set lane_owner = 'outro', lane_until = now() + interval '1 hour' where bot_id = ?",
            bot.id());

    assertThat(redelivered()).isInstanceOf(Settlement.Postpone.class);
    assertThat(bot.textsTo(ana)).isEmpty();
    stage
        .sql()
        .update(
            "update bot_users set lane_until = now() - interval '1 second' where bot_id = ?",
            bot.id());
    redelivered();

    assertThat(bot.textsTo(ana)).containsExactly("um", "dois");
    assertThat(bot.person(ana, "lane_owner")).isEqualTo("null");
  }

  private void withAlbum() {
    stage
        .sql()
        .update(
            "update bot_messages set content = content || ? where bot_id = ?",
            new Sql.Json(
                """
                {"medias":[{"kind":"photo","key":"%s"},{"kind":"photo","key":"%s"}]}"""
                    .formatted(bot.photo().sha256(), bot.photo().sha256())),
            bot.id());
  }

  /// All that is committed before the first send.
  private void recorded() {
    var page = stage.bean(Bots.class).startPage(bot.id()).orElseThrow();
    stage.bean(Starts.class).record(start(), page);
  }

  /// The worker claims the next message and dies.
  private Claim.Send claimed() {
    var group = start().group(stage.bean(Bots.class).find(bot.id()).orElseThrow());
    var claim = (Claim.Send) sends.claim(group);
    sends.leaveLane(group); // as if its lease had run out
    return claim;
  }

  private Start start() {
    return new Start(
        update,
        Stage.delivery(bot.id(), update).messageId(),
        new Profile(new TelegramId(ana.id()), "Ana", null, null),
        Optional.empty(),
        Instant.ofEpochSecond(1795000000));
  }

  private Settlement redelivered() throws InterruptedException {
    return deliver(update);
  }

  private Settlement deliver(long updateId) throws InterruptedException {
    return stage
        .bean(StartHandler.class)
        .handle(body(updateId), Stage.delivery(bot.id(), updateId));
  }

  private Update body(long updateId) {
    return WireJson.read(
        bot.start(updateId, ana, "/start").getBytes(StandardCharsets.UTF_8), Update.class);
  }

  private void fault(Effect effect, int times) {
    stage.sandbox().faults().add(Fault.of(Service.TELEGRAM, effect).times(times));
  }
}
