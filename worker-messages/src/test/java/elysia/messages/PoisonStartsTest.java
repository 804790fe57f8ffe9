package elysia.messages;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.poison.PoisonStarts;
import elysia.messaging.PoisonGuard;
import elysia.model.wire.WorkQueue;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a process remembers of suspects beyond its death (L106).
class PoisonStartsTest {
  private final PoisonGuard guard = Stage.shared().bean(PoisonGuard.class);
  private final PoisonStarts starts = Stage.shared().bean(PoisonStarts.class);
  private final String message = "tg:1:" + UUID.randomUUID();

  @Test
  void beginnings_without_an_end_are_counted_for_each_queue() {
    guard.begin(WorkQueue.MESSAGES_START, message);
    guard.begin(WorkQueue.MESSAGES_START, message);

    assertThat(guard.begin(WorkQueue.MESSAGES_START, message)).isEqualTo(3);
    assertThat(guard.begin(WorkQueue.MESSAGES_REPLY, message)).isEqualTo(1);
  }

  @Test
  void an_end_forgets_them() {
    guard.begin(WorkQueue.MESSAGES_START, message);
    guard.begin(WorkQueue.MESSAGES_START, message);

    guard.survived(WorkQueue.MESSAGES_START, message);

    assertThat(guard.begin(WorkQueue.MESSAGES_START, message)).isEqualTo(1);
  }

  @Test
  void after_a_while_they_are_forgotten_anyway() {
    guard.begin(WorkQueue.MESSAGES_START, message);

    assertThat(starts.purge(Duration.ofHours(1))).isZero();
    assertThat(starts.purge(Duration.ofHours(-1))).isPositive();

    assertThat(guard.begin(WorkQueue.MESSAGES_START, message)).isEqualTo(1);
  }
}
