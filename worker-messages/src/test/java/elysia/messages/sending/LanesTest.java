package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import elysia.model.BotId;
import elysia.model.TelegramId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final BotId BOT = new BotId(1);
  private static final TelegramId ANA = new TelegramId(900000001);
  private static final TelegramId BIA = new TelegramId(900000002);

  private final Lanes lanes = new Lanes();

  @Test
  void one_person_is_served_one_at_a_time() {
    var inside = new AtomicInteger();
    var overlaps = Collections.synchronizedList(new ArrayList<Integer>());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        var unused =
            threads.submit(
                () ->
                    lanes.in(
                        BOT,
                        ANA,
                        () -> {
                          if (inside.incrementAndGet() > 1) {
                            overlaps.add(inside.get());
                          }
                          LockSupport.parkNanos(50_000); // others get their chance
                          return inside.decrementAndGet();
                        }));
      }
    }

    assertThat(overlaps).isEmpty();
    assertThat(lanes.open()).isZero();
  }

  @Test
  void others_do_not_wait() throws Exception {
    var release = new CountDownLatch(1);
    var busy = Thread.ofVirtual().start(() -> hold(release));
    await().until(() -> lanes.open() == 1);

    assertThat(lanes.in(BOT, BIA, () -> "bia")).isEqualTo("bia");
    assertThat(lanes.in(new BotId(2), ANA, () -> "outro bot")).isEqualTo("outro bot");

    release.countDown();
    busy.join();
    assertThat(lanes.open()).isZero();
  }

  @Test
  void a_failure_frees_the_lane() {
    assertThatThrownBy(
            () ->
                lanes.in(
                    BOT,
                    ANA,
                    () -> {
                      throw new IllegalStateException("quebrou");
                    }))
        .hasMessage("quebrou");
    assertThat(lanes.open()).isZero();
  }

  private void hold(CountDownLatch release) {
    try {
      lanes.in(
          BOT,
          ANA,
          () -> {
            release.await();
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
