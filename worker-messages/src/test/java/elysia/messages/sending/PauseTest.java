package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.sends.SendPauses;
import elysia.messages.LogLines;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.start.StartHandler;
import elysia.messages.update.Update;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import elysia.messaging.WireJson;
import elysia.model.TelegramId;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Telegram's limits, kept in the database (L11).
class PauseTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot().message("start", "{\"text\":\"oi\"}");

  @AfterEach
  void noFaultIsLeft() {
    stage.sandbox().faults().clear();
  }

  @Test
  void one_limited_person_waits_and_nobody_else() throws InterruptedException {
    var ana = bot.person("Ana");
    limit(ana, 3600);

    assertThat(start(bot, ana)).isEqualTo(wait(RetryLevel.THIRTY_MINUTES));

    assertThat(start(bot, bot.person("Bia"))).isEqualTo(new Settlement.Done());
    assertThat(pausedUntil()).isEqualTo("none");
    assertThat(bot.sentTo(ana)).isEmpty();
  }

  @Test
  void a_limited_person_is_not_tried_before_the_time() throws InterruptedException {
    var ana = bot.person("Ana");
    limit(ana, 3600);
    start(bot, ana);

    assertThat(start(bot, ana)).isEqualTo(paused(RetryLevel.THIRTY_MINUTES));

    assertThat(bot.sentTo(ana)).as("Telegram would take it again").isEmpty();
    bot.pausesEnd();
    assertThat(start(bot, ana)).isEqualTo(new Settlement.Done());
    assertThat(bot.textsTo(ana)).containsExactly("oi");
  }

  @Test
  void a_limited_bot_pauses_in_every_worker_after_a_restart_too_others_go_on_and_nothing_is_lost()
      throws InterruptedException {
    var people = people(6);
    people.forEach(person -> limit(person, 3600));
    try (var log = new LogLines(bot)) {
      for (var person : people.subList(0, 3)) {
        assertThat(start(bot, person)).isEqualTo(wait(RetryLevel.THIRTY_MINUTES));
      }
      assertThat(log.lines())
          .containsOnlyOnce("WARN [BOT][PAUSA] O Telegram limitou o bot inteiro por 3600 s");
    }
    int asked = limitsLeft();

    try (var restarted = stage.startWorker(stage.sandbox().telegramUrl())) {
      for (var person : people.subList(3, 6)) {
        assertThat(start(restarted, bot, person)).isEqualTo(paused(RetryLevel.THIRTY_MINUTES));
      }
    }
    var other = stage.bot();
    var bia = other.person("Bia");
    assertThat(start(other, bia)).isEqualTo(new Settlement.Done());
    assertThat(other.sentTo(bia)).hasSize(1);
    assertThat(limitsLeft()).as("Telegram is left alone").isEqualTo(asked);

    stage.sandbox().faults().clear();
    bot.pausesEnd();
    for (var person : people) {
      assertThat(start(bot, person)).isEqualTo(new Settlement.Done());
      assertThat(bot.textsTo(person)).containsExactly("oi");
    }
  }

  @Test
  void a_short_limit_is_waited_out_by_the_message_itself() {
    var ana = bot.person("Ana");
    limit(ana, 1);
    long update = Stage.nextUpdate();

    stage.publish(bot.id(), "tg.start", update, bot.start(update, ana, "/start"));

    await().until(() -> bot.textsTo(ana).equals(List.of("oi")));
  }

  @Test
  void a_longer_pause_is_never_cut_by_a_shorter_one() throws InterruptedException {
    var people = people(4);
    people.subList(0, 3).forEach(person -> limit(person, 3600));
    for (var person : people.subList(0, 3)) {
      start(bot, person);
    }
    var before = pausedUntil();
    stage
        .bean(SendPauses.class)
        .limited(bot.id(), new TelegramId(people.get(3).id()), Duration.ofSeconds(5));

    assertThat(pausedUntil()).isEqualTo(before);
  }

  private List<Person> people(int count) {
    return IntStream.range(0, count).mapToObj(_ -> bot.person("Ana")).toList();
  }

  /// Telegram refuses the next message to this person.
  private void limit(Person person, int retryAfter) {
    stage
        .sandbox()
        .faults()
        .add(
            Fault.of(Service.TELEGRAM, new Effect.Status(429, Effect.When.BEFORE, retryAfter, ""))
                .method("sendMessage")
                .about(person.id()));
  }

  private int limitsLeft() {
    return stage.sandbox().faults().all().size();
  }

  private String pausedUntil() {
    return stage
        .sql()
        .one(
            "select paused_until::text as until from bot_rate where bot_id = ?",
            row -> row.text("until"),
            bot.id())
        .orElse("none");
  }

  private static Settlement wait(RetryLevel level) {
    return new Settlement.Postpone(level, "limite do Telegram, nova tentativa em 3600 s");
  }

  private static Settlement paused(RetryLevel level) {
    return new Settlement.Postpone(level, "pausa pedida pelo Telegram");
  }

  private Settlement start(TestBot to, Person person) throws InterruptedException {
    return handle(stage.bean(StartHandler.class), to, person);
  }

  private Settlement start(RunningDeployable worker, TestBot to, Person person)
      throws InterruptedException {
    return handle(worker.context().getBean(StartHandler.class), to, person);
  }

  /// The same update again for the same person: a redelivery.
  private static Settlement handle(StartHandler handler, TestBot to, Person person)
      throws InterruptedException {
    var body = to.start(person.id(), person, "/start").getBytes(StandardCharsets.UTF_8);
    return handler.handle(WireJson.read(body, Update.class), Stage.delivery(to.id(), person.id()));
  }
}
