package elysia.ingress.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.ingress.Rows.TestBot;
import elysia.ingress.TestIngress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
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
  void a_pause_and_a_new_secret_count_in_every_ingress_within_two_seconds() {
    var bot = INGRESS.knownBot();
    try (var replica = INGRESS.replica()) {
      await().until(() -> post(replica.baseUrl(), bot, bot.secret()) == 202);

      var next = INGRESS.rows().rotateSecret(bot, "11 minutes");
      INGRESS.rows().execute("update bots set active = false where id = ?", bot.id());
      INGRESS.announce();

      await()
          .atMost(Duration.ofSeconds(2))
          .until(
              () ->
                  Stream.of(INGRESS.uri("").toString(), replica.baseUrl())
                      .allMatch(
                          url ->
                              post(url, bot, bot.secret()) == 401 && post(url, bot, next) == 202));
      assertThat(
              replica.context().getBean(Snapshots.class).current().flatMap(s -> s.bot(bot.slug())))
          .get()
          .extracting(Bot::receiving)
          .isEqualTo(false);
    }
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
    return post(INGRESS.uri("").toString(), bot, bot.secret());
  }

  private static int post(String ingress, TestBot bot, String secret) {
    return INGRESS
        .send(
            HttpRequest.newBuilder(URI.create(ingress + bot.path()))
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofByteArray(UPDATE)))
        .statusCode();
  }
}
