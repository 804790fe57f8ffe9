package elysia.messages;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messages.reply.ReplyHandler;
import elysia.messages.start.StartHandler;
import elysia.messages.update.Update;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import elysia.messaging.WireJson;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two updates of one person in two workers, while Telegram is slow (L4).
class OrderTest {
  private static final int PEOPLE = 10;
  private static final List<String> GREETING = List.of("um", "dois", "tres");
  private static RunningDeployable second;

  private final Stage stage = Stage.shared();
  private final TestBot bot =
      stage.bot().message("start", "{\"messages\":[\"um\",\"dois\",\"tres\"]}");
  private final List<Person> people =
      IntStream.range(0, PEOPLE).mapToObj(_ -> bot.person("Ana")).toList();

  @BeforeAll
  static void open() {
    second = Stage.shared().startWorker(Stage.shared().sandbox().telegramUrl());
  }

  @AfterAll
  static void close() {
    second.close();
  }

  @AfterEach
  void fastAgain() {
    stage.sandbox().faults().clear();
  }

  @Test
  void a_double_tap_a_tenth_of_a_second_apart_greets_once_in_order_and_binds_the_new_token() {
    telegramIsSlow();

    inBoth(
        person -> handle(stage.bean(StartHandler.class), start(person, "/start")),
        person ->
            handle(
                second.context().getBean(StartHandler.class),
                start(person, "/start t" + person.id())));

    assertThat(people)
        .allSatisfy(
            person -> {
              assertThat(bot.textsTo(person)).isEqualTo(GREETING);
              assertThat(bot.person(person, "tracking_token")).isEqualTo("t" + person.id());
            });
    assertThat(bot.count("outbox", "message_id like 'fe:bot_%:" + bot.id() + ":%'"))
        .as("each tap is told")
        .isEqualTo(2 * PEOPLE);
  }

  @Test
  void an_answer_never_comes_between_the_messages_of_a_greeting() {
    telegramIsSlow();

    inBoth(
        person -> handle(stage.bean(StartHandler.class), start(person, "/start")),
        person -> handle(second.context().getBean(ReplyHandler.class), press(person)));

    assertThat(people)
        .allSatisfy(
            person -> {
              var texts = bot.textsTo(person);
              assertThat(texts).hasSize(4).containsSubsequence(GREETING);
              assertThat(texts.indexOf("tres") - texts.indexOf("um")).isEqualTo(2);
            });
  }

  private void telegramIsSlow() {
    for (var person : people) {
      stage
          .sandbox()
          .faults()
          .add(
              Fault.of(Service.TELEGRAM, new Effect.Latency(200, 0, Effect.When.BEFORE))
                  .method("sendMessage")
                  .about(person.id())
                  .times(4));
    }
  }

  private interface Work {
    Settlement on(Person person);
  }

  private record Incoming(Person person, long update, String json) {}

  private Incoming start(Person person, String text) {
    long update = Stage.nextUpdate();
    return new Incoming(person, update, bot.start(update, person, text));
  }

  private Incoming press(Person person) {
    long update = Stage.nextUpdate();
    return new Incoming(person, update, bot.press(update, person, "plan:1"));
  }

  private Settlement handle(MessageHandler<Update> handler, Incoming incoming) {
    var update = WireJson.read(incoming.json().getBytes(StandardCharsets.UTF_8), Update.class);
    try {
      return handler.handle(update, Stage.delivery(bot.id(), incoming.update()));
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  /// All people at once; the second work a tenth of a second after the first.
  private void inBoth(Work first, Work later) {
    var now =
        CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    var soon =
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    var all =
        people.stream()
            .flatMap(
                person ->
                    Stream.of(
                        CompletableFuture.supplyAsync(() -> first.on(person), now),
                        CompletableFuture.supplyAsync(() -> later.on(person), soon)))
            .toList();
    assertThat(all).extracting(CompletableFuture::join).containsOnly(new Settlement.Done());
  }
}
