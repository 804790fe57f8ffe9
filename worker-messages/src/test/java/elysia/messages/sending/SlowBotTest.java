package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A bot that Telegram answers slowly is its own trouble (L13).
class SlowBotTest {
  private static final int FLOOD = 120; // more than the prefetch
  private static final int COUNTED = 25;

  private final Stage stage = Stage.shared();
  private final Clock clock = Clock.systemUTC();

  @AfterEach
  void noFaultIsLeft() {
    stage.sandbox().faults().clear();
  }

  @Test
  void a_slow_and_flooded_bot_leaves_the_latency_of_another_as_it_was() {
    // given
    var slow = stage.bot().message("start", "{\"text\":\"oi\"}");
    var quick = stage.bot().message("start", "{\"text\":\"oi\"}");
    var crowd = people(slow, FLOOD);
    var p95Alone = p95(quick);

    // when
    stage
        .sandbox()
        .faults()
        .add(
            Fault.of(Service.TELEGRAM, new Effect.Latency(3_000, 0, Effect.When.BEFORE))
                .about(slow.token().substring(0, slow.token().indexOf(':')))
                .times(FLOOD));
    crowd.forEach(person -> start(slow, person));
    var p95Beside = p95(quick);

    // then
    assertThat(answered(slow)).as("still waiting").isLessThan(FLOOD);
    assertThat(p95Beside).isLessThan(p95Alone.plusMillis(300));
    stage.sandbox().faults().clear();
    await().until(() -> answered(slow) == FLOOD);
    assertThat(crowd).allSatisfy(person -> assertThat(slow.textsTo(person)).containsExactly("oi"));
  }

  private List<Person> people(TestBot bot, int count) {
    return IntStream.range(0, count).mapToObj(_ -> bot.person("Ana")).toList();
  }

  private long answered(TestBot bot) {
    return bot.count("sends", "bot_id = " + bot.id() + " and state = 'sent'");
  }

  private Instant start(TestBot bot, Person person) {
    long update = Stage.nextUpdate();
    var at = clock.instant();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
    return at;
  }

  /// From publishing a /start to its answer at Telegram.
  private Duration p95(TestBot bot) {
    var published = new HashMap<Long, Instant>();
    for (var person : people(bot, COUNTED)) {
      published.put(person.id(), start(bot, person));
    }
    var latencies = new ArrayList<Duration>();
    await().until(() -> answers(published.keySet()).size() == COUNTED);
    for (var call : answers(published.keySet())) {
      latencies.add(Duration.between(Objects.requireNonNull(published.get(chat(call))), call.at()));
    }
    return latencies.stream().sorted().toList().get(COUNTED * 95 / 100);
  }

  private List<Call> answers(Set<Long> people) {
    return stage.sandbox().calls().to(Service.TELEGRAM).stream()
        .filter(call -> call.path().endsWith("/sendMessage") && people.contains(chat(call)))
        .toList();
  }

  private static long chat(Call call) {
    return call.requestJson().path("chat_id").asLong();
  }
}
