package elysia.ingress.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.ingress.Rows.TestBot;
import elysia.ingress.TestIngress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final byte[] UPDATE = "{\"update_id\":1}".getBytes(StandardCharsets.UTF_8);
  private static final TestIngress INGRESS = TestIngress.shared();

  @Test
  void a_fact_makes_a_change_known_within_two_seconds() {
    var bot = INGRESS.rows().bot();
    assertThat(post(bot)).isEqualTo(404);

    INGRESS.announce();

    await().atMost(Duration.ofSeconds(2)).until(() -> post(bot) == 202);
  }

  @Test
  void a_change_that_nobody_tells_of_is_known_within_half_a_minute() {
    var bot = INGRESS.rows().bot();

    await().atMost(Duration.ofSeconds(32)).until(() -> post(bot) == 202);
  }

  @Test
  void a_bot_that_is_being_connected_already_accepts() {
    var bot = INGRESS.rows().bot();
    INGRESS.rows().execute("update bots set paused = true where id = ?", bot.id());

    INGRESS.learn(snapshot -> snapshot.bot(bot.slug()).isPresent());

    assertThat(post(bot)).isEqualTo(202);
  }

  @Test
  void a_secret_that_does_not_open_closes_its_own_bot_only() {
    var broken = INGRESS.knownBot();
    INGRESS
        .rows()
        .execute(
            "update bots set webhook_secret_sealed = 'v1.00000000.AAAA' where id = ?", broken.id());

    var fine = INGRESS.knownBot();

    assertThat(post(fine)).isEqualTo(202);
    assertThat(post(broken)).isEqualTo(401);
    INGRESS.rows().execute("update bots set deleted_at = now() where id = ?", broken.id());
  }

  private static int post(TestBot bot) {
    return INGRESS
        .post(bot.path(), UPDATE, "X-Telegram-Bot-Api-Secret-Token", bot.secret())
        .statusCode();
  }
}
