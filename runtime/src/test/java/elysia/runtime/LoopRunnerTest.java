package elysia.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopRunnerTest {
  @Test
  void a_task_that_fails_is_counted_and_run_again_whatever_it_threw() {
    var meters = new SimpleMeterRegistry();
    var runs = new AtomicInteger();
    var task =
        new RecurringTask(
            "probe",
            Duration.ZERO,
            () -> {
              switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("the database restarts");
                case 2 -> throw new AssertionError("and something is wrong in the program");
                default -> {}
              }
            });
    var runner = new LoopRunner(List.of(task), Clock.systemUTC(), meters);

    runner.start();

    await().until(() -> runs.get() > 3);
    runner.stop();
    assertThat(meters.counter("elysia.loop.failures", "loop", "probe").count()).isEqualTo(2);
  }

  @Test
  void a_task_of_once_a_day_is_tried_again_within_a_minute_of_its_failure() {
    assertThat(LoopRunner.afterFailure(Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(1));
    assertThat(LoopRunner.afterFailure(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
  }
}
