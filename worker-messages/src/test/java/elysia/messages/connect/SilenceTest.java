package elysia.messages.connect;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.bots.BotSilence;
import elysia.messages.LogLines;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Busy means 60 people in the three hours before.
class SilenceTest {
  private final Stage stage = Stage.shared();
  private final TestBot bot = stage.bot();
  private final LogLines log = new LogLines(bot);

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void a_busy_bot_that_falls_silent_is_alarmed_once_and_its_return_is_told_once() {
    people(60, "21 minutes");

    Stage.allAtOnce(4, this::look);
    look();

    assertThat(log.lines())
        .containsExactly(
            "ERROR [ERRO] O bot %s era movimentado e não recebe nada há 20 min"
                .formatted(bot.slug()));

    people(1, "0 minutes");
    Stage.allAtOnce(4, this::look);
    look();

    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO [BOT] O bot %s voltou a receber mensagens".formatted(bot.slug()));
  }

  @Test
  void a_quiet_bot_is_not_alarmed() {
    people(59, "21 minutes");

    look();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void a_bot_that_somebody_still_writes_to_is_not_alarmed() {
    people(60, "21 minutes");
    people(1, "19 minutes");

    look();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void a_bot_that_was_busy_yesterday_is_not_alarmed() {
    people(60, "1 day");

    look();

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void a_paused_bot_is_not_alarmed() {
    people(60, "21 minutes");
    bot.set("paused", true);

    look();

    assertThat(log.lines()).isEmpty();
  }

  private void look() {
    stage.bean(SilenceWatch.class).look(stage.bean(BotSilence.class));
  }

  private void people(int count, String lastSeen) {
    stage
        .sql()
        .update(
            """
            insert into bot_users (bot_id, telegram_id, last_seen_at)
            select ?, n + (select count(*) from bot_users where bot_id = ?), now() - ?::interval
            from generate_series(1, ?) as n
            """,
            bot.id(),
            bot.id(),
            lastSeen,
            count);
  }
}
