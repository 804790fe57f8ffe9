package elysia.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs every [RecurringTask], each on a virtual thread, until the process stops. A failing task
/// goes on (L108), and its last good tick is a metric: `elysia_loop_last_tick_seconds`.
@Singleton
final class LoopRunner implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LoopRunner.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /// So that a task of once a day does not miss its day over a database that was away for a moment.
  private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final List<RecurringTask> tasks;
  private final Clock clock;
  private final MeterRegistry meters;
  private final List<Thread> threads = new ArrayList<>();

  LoopRunner(List<RecurringTask> tasks, Clock clock, MeterRegistry meters) {
    this.tasks = tasks;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    start();
  }

  void start() {
    for (var task : tasks) {
      var lastTick = new AtomicLong(clock.instant().getEpochSecond());
      Gauge.builder("elysia.loop.last.tick.seconds", lastTick, AtomicLong::doubleValue)
          .tag("loop", task.name())
          .register(meters);
      threads.add(Thread.ofVirtual().name("loop-" + task.name()).start(() -> loop(task, lastTick)));
    }
  }

  private void loop(RecurringTask task, AtomicLong lastTick) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(tick(task, lastTick) ? task.pause() : afterFailure(task.pause()));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static Duration afterFailure(Duration pause) {
    var longer = PAUSE_AFTER_FAILURE.plus(pause);
    return longer.compareTo(LONGEST_PAUSE_AFTER_FAILURE) < 0 ? longer : LONGEST_PAUSE_AFTER_FAILURE;
  }

  private boolean tick(RecurringTask task, AtomicLong lastTick) throws InterruptedException {
    try {
      task.work().run();
      lastTick.set(clock.instant().getEpochSecond());
      return true;
    } catch (RuntimeException | Error e) { // nothing that one run does may end the loop
      meters.counter("elysia.loop.failures", "loop", task.name()).increment();
      LOG.warn(
          "a tarefa {} falhou e será repetida: {}", task.name(), String.valueOf(e.getMessage()), e);
      return false;
    }
  }

  @PreDestroy
  void stop() {
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
