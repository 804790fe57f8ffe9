package elysia.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.secret.SecretBox;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.telegram.Person;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator changes counts at once in every worker (L5): of so many updates both workers
/// get some.
class ReplicasTest {
  private static final int UPDATES = 40;
  private static RunningDeployable second;

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();

  @BeforeAll
  static void open() {
    second = Stage.shared().startWorker(Stage.shared().sandbox().telegramUrl());
  }

  @AfterAll
  static void close() {
    second.close();
  }

  @Test
  void an_edited_message_is_sent_by_all() {
    bot.message("start", "{\"text\":\"antes\"}");
    everybodyStarts(bot, "antes");

    stage
        .sql()
        .update(
            "update bot_messages set content = '{\"text\":\"depois\"}' where bot_id = ?", bot.id());

    everybodyStarts(bot, "depois");
  }

  @Test
  void a_paused_bot_is_silent_everywhere_and_a_resumed_one_speaks() {
    bot.message("start", "{\"text\":\"oi\"}");
    everybodyStarts(bot, "oi");

    bot.set("paused", true);
    var unheard = people(bot);
    double before = handled(stage.bean(MeterRegistry.class));
    double beforeBySecond = handled(second.context().getBean(MeterRegistry.class));
    unheard.forEach(person -> start(bot, person));
    await()
        .until(
            () ->
                handled(stage.bean(MeterRegistry.class))
                        + handled(second.context().getBean(MeterRegistry.class))
                    >= before + beforeBySecond + UPDATES);
    assertThat(handled(stage.bean(MeterRegistry.class))).isGreaterThan(before);
    assertThat(handled(second.context().getBean(MeterRegistry.class)))
        .isGreaterThan(beforeBySecond);
    bot.set("paused", false);
    everybodyStarts(bot, "oi");

    assertThat(unheard).allSatisfy(person -> assertThat(bot.sentTo(person)).isEmpty());
  }

  @Test
  void a_new_token_is_used_by_all() {
    bot.message("start", "{\"text\":\"oi\"}");
    everybodyStarts(bot, "oi");
    var next = stage.bot();

    bot.set("token_sealed", stage.bean(SecretBox.class).seal(next.token(), "bots.token"));

    var people = people(next);
    people.forEach(person -> start(bot, person));
    await()
        .until(
            () -> people.stream().allMatch(person -> next.textsTo(person).equals(List.of("oi"))));
  }

  /// The people of one bot may write to another record of ours: that is what a changed token means.
  private static List<Person> people(TestBot known) {
    return IntStream.range(0, UPDATES).mapToObj(_ -> known.person("Ana")).toList();
  }

  private void everybodyStarts(TestBot known, String greeting) {
    var people = people(known);
    people.forEach(person -> start(bot, person));
    await()
        .until(
            () ->
                people.stream()
                    .allMatch(person -> known.textsTo(person).equals(List.of(greeting))));
  }

  private static double handled(MeterRegistry meters) {
    return meters.find("elysia.settled").tag("queue", "messages.start").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private void start(TestBot to, Person person) {
    long update = Stage.nextUpdate();
    stage.publish(to.id(), "tg.start", update, to.start(update, person, "/start"));
  }
}
