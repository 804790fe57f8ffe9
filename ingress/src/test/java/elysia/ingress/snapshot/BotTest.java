package elysia.ingress.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.snapshots.BotRow;
import elysia.model.BotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BotTest {
  private static final Instant CHANGED = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"s3cre", "s3crett", "S3CRET", "s3cret ", "other"})
  void only_the_whole_secret_is_admitted(@Nullable String presented) {
    var bot = bot("s3cret", null, null);

    assertThat(bot.admits(presented, CHANGED)).isFalse();
    assertThat(bot.admits("s3cret", CHANGED)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"null", "x"})
  void a_bot_without_a_secret_admits_nobody(@Nullable String presented) {
    assertThat(bot(null, null, null).admits(presented, CHANGED)).isFalse();
    assertThat(bot("", "", CHANGED).admits(presented, CHANGED)).isFalse();
  }

  @Test
  void the_previous_secret_lives_ten_minutes_longer() {
    var bot = bot("new", "old", CHANGED);

    assertThat(bot.admits("old", CHANGED.plusSeconds(599))).isTrue();
    assertThat(bot.admits("old", CHANGED.plusSeconds(600))).isFalse();
    assertThat(bot.admits("new", CHANGED.plusSeconds(600))).isTrue();
  }

  @Test
  void a_previous_secret_of_unknown_age_is_dead() {
    assertThat(bot("new", "old", null).admits("old", CHANGED)).isFalse();
  }

  private static Bot bot(
      @Nullable String secret, @Nullable String previous, @Nullable Instant changedAt) {
    return new Bot(new BotRow(new BotId(1), "demo", true, false, secret, previous, changedAt));
  }
}
