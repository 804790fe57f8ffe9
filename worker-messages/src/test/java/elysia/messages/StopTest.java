package elysia.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What SIGTERM does to a worker in the middle of its work (L115).
class StopTest {
  private static final int PEOPLE = 50;

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot().message("start", "{\"messages\":[\"um\",\"dois\"]}");

  @AfterEach
  void noFaultIsLeft() {
    stage.sandbox().faults().clear();
  }

  @Test
  void a_worker_that_stops_finishes_what_it_sends_and_gives_the_rest_back_so_nothing_comes_twice() {
    // given
    var people = IntStream.range(0, PEOPLE).mapToObj(_ -> bot.person("Ana")).toList();
    stage
        .sandbox()
        .faults()
        .add(
            Fault.of(Service.TELEGRAM, new Effect.Latency(1_500, 0, Effect.When.AFTER))
                .about(bot.token().substring(0, bot.token().indexOf(':')))
                .times(2 * PEOPLE));
    var stopping = stage.startWorker(stage.sandbox().telegramUrl());
    people.forEach(this::start);
    await().until(() -> count("state = 'sending'") > PEOPLE / 5);

    // when
    long start = System.nanoTime();
    stopping.close();
    var took = Duration.ofNanos(System.nanoTime() - start);

    // then
    assertThat(took).isLessThan(Duration.ofSeconds(20));
    await().until(() -> count("state = 'sent'") == 2 * PEOPLE);
    assertThat(people)
        .allSatisfy(person -> assertThat(bot.textsTo(person)).isEqualTo(List.of("um", "dois")));
    assertThat(count("attempts > 1")).as("sends of unknown outcome").isZero();
  }

  private void start(Person person) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
  }

  private long count(String condition) {
    return bot.count("sends", "bot_id = " + bot.id() + " and " + condition);
  }
}
