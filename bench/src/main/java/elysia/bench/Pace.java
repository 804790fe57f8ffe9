package elysia.bench;

import java.util.concurrent.locks.LockSupport;

/// Does something at a fixed rate.
final class Pace {
  @FunctionalInterface
  interface Step {
    void run(int number);
  }

  private Pace() {}

  static void run(int perSecond, int times, Step step) {
    long start = System.nanoTime();
    long gap = 1_000_000_000L / perSecond;
    for (int i = 0; i < times; i++) {
      long due = start + i * gap;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      step.run(i);
    }
  }
}
