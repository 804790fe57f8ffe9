package elysia.messaging;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repairs what is broken between us and the broker, for as long as the process lives: at once when
/// woken, and every so often to find what nobody reported. After a failure it waits, longer each
/// time, and no wake shortens that.
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long MIN_BACKOFF_MS = 500;

  /// A pressed button lives 150 s at Telegram: after the longest outage that it can outlive, the
  /// way back must not cost it more than a few of them.
  private static final long MAX_BACKOFF_MS = 4_000;

  /// Makes everything right that is not. Safe to repeat.
  @FunctionalInterface
  interface Repair {
    void run() throws IOException;
  }

  private final Repair repair;
  private final Duration watchEvery;
  private final Semaphore wakes = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile String problem = "";

  /// @param name of the thread
  /// @param watchEvery between two repairs that nobody asked for
  Supervisor(String name, Duration watchEvery, Repair repair) {
    this.repair = repair;
    this.watchEvery = watchEvery;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Something may be broken.
  void wake() {
    wakes.release();
  }

  /// Why the last repair failed; empty when all is well.
  Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  private void run() {
    try {
      int failures = 0;
      while (stopping.getCount() > 0) {
        failures = repaired() ? 0 : failures + 1;
        if (failures == 0 && !wakes.tryAcquire(watchEvery.toMillis(), TimeUnit.MILLISECONDS)) {
          continue;
        }
        // also after a wake: whatever breaks again and again must not spin
        stopping.await(backoffMs(failures), TimeUnit.MILLISECONDS);
        wakes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // nobody interrupts this thread; should it happen, it ends
    }
  }

  private boolean repaired() {
    try {
      repair.run();
      if (!problem.isEmpty()) {
        LOG.info("[RABBITMQ] Conexão restabelecida");
      }
      problem = "";
      return true;
    } catch (IOException | RuntimeException | Error e) { // this loop must outlive everything
      var reason = ErrorText.of(e);
      if (!reason.equals(problem)) { // an outage is told once, not every few seconds
        LOG.warn("[RABBITMQ] Ainda sem tudo o que é preciso, tentando até voltar: {}", reason);
      }
      problem = reason;
      LOG.debug("Detalhes da falha", e);
      return false;
    }
  }

  /// Jittered: half to all of 0.5 s, 1 s, 2 s, 4 s.
  static long backoffMs(int failures) {
    long full = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS << Math.clamp(failures - 1, 0, 3));
    return ThreadLocalRandom.current().nextLong(full / 2, full + 1);
  }

  /// Ends the loop after the repair that is under way, and waits for that.
  void stop(Duration timeout) {
    stopping.countDown();
    wake();
    try {
      if (!thread.join(timeout)) {
        LOG.warn("[RABBITMQ] O supervisor não parou em {}", timeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
