package elysia.messages.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.messages.LogLines;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a seller or a buyer calls himself never makes Telegram refuse a message (L6).
class ReservedCharactersTest {
  /// What Markdown, MarkdownV2 and HTML reserve.
  private static final String RESERVED = "_*[]()~`>#+-=|{}.!<b>&amp;$1/";

  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();

  @AfterEach
  void noFaultIsLeft() {
    stage.sandbox().faults().clear();
  }

  @Test
  void reserved_characters_in_text_name_and_plan_arrive_as_they_were_written() {
    bot.message("start", "{\"text\":\"" + RESERVED + " {{user_name}} " + RESERVED + "\"}");
    bot.offer(RESERVED, 199_990);
    var person = bot.person(RESERVED);

    start(person);

    await().until(() -> bot.sentTo(person).size() == 1);
    var message = bot.sentTo(person).getFirst();
    assertThat(message.path("text").asText()).isEqualTo(RESERVED + " " + RESERVED + " " + RESERVED);
    assertThat(message.at("/reply_markup/inline_keyboard/0/0/text").asText())
        .isEqualTo(RESERVED + " — R$ 1.999,90");
  }

  @Test
  void a_refusal_is_told_with_bot_and_chat() {
    bot.message("start", "{\"text\":\"oi\"}");
    var ana = bot.person("Ana");
    stage
        .sandbox()
        .faults()
        .add(Fault.of(Service.TELEGRAM, Effect.status(400)).method("sendMessage").about(ana.id()));

    try (var log = new LogLines(bot)) {
      start(ana);

      await().until(() -> bot.states(ana).contains("failed"));
      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .anyMatch(
                          line ->
                              line.startsWith(
                                  "ERROR [ERRO] Falha ao enviar mensagem para o usuário "
                                      + ana.id())));
    }
  }

  private void start(Person person) {
    long update = Stage.nextUpdate();
    stage.publish(bot.id(), "tg.start", update, bot.start(update, person, "/start"));
  }
}
