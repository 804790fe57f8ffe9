package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What we count as sent is what arrived (L10).
class ExactCountsTest {
  private static final int PEOPLE = 20;

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot().message("start", "{\"text\":\"oi\"}");

  @AfterEach
  void noFaultIsLeft() {
    stage.sandbox().faults().clear();
  }

  @Test
  void with_a_tenth_limited_and_one_who_blocked_the_counts_are_exact() {
    var people = IntStream.range(0, PEOPLE).mapToObj(_ -> bot.person("Ana")).toList();
    people.subList(0, PEOPLE / 10).forEach(this::limit);
    stage.sandbox().telegram().block(bot.slug(), people.getLast().id());

    for (var person : people) {
      long update = Stage.nextUpdate();
      stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
    }

    await().until(() -> sends("state in ('sent', 'failed')") == PEOPLE);
    assertThat(sends("state = 'sent'")).isEqualTo(PEOPLE - 1).isEqualTo(arrived(people));
    assertThat(bot.states(people.getLast())).containsExactly("failed");
    assertThat(people.subList(0, PEOPLE - 1))
        .allSatisfy(person -> assertThat(bot.textsTo(person)).containsExactly("oi"));
  }

  private long sends(String condition) {
    return bot.count("sends", "bot_id = " + bot.id() + " and " + condition);
  }

  private long arrived(List<Person> people) {
    return people.stream().mapToLong(person -> bot.sentTo(person).size()).sum();
  }

  /// Telegram refuses the next message to this person for a second.
  private void limit(Person person) {
    stage
        .sandbox()
        .faults()
        .add(
            Fault.of(Service.TELEGRAM, Effect.status(429).retryAfter(1))
                .method("sendMessage")
                .about(person.id()));
  }
}
