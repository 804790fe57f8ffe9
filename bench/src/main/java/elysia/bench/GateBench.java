package elysia.bench;

import elysia.localstack.TestStack;
import elysia.messaging.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Rank;
import elysia.messaging.RankedGate;
import elysia.messaging.RetryPolicy;
import elysia.messaging.Settlement;
import elysia.messaging.Subscription;
import elysia.messaging.WireJson;
import elysia.model.wire.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// What each rule between queue and Telegram is worth: /starts at 50 a second while bulk floods its
/// queue, with 20 permits for work of 50 ms.
final class GateBench implements BenchMain.Bench {
  private static final int PERMITS = 20;
  private static final Duration WORK = Duration.ofMillis(50);
  private static final int STARTS_PER_SECOND = 50;
  private static final int STARTS = 500;
  private static final int FLOOD = 20_000;

  /// Holds one of the permits while it works.
  private interface Turn {
    void work(Rank rank) throws InterruptedException;
  }

  private record Found(Histogram micros, int bulk) {
    double p95() {
      return micros.getValueAtPercentile(95) / 1000.0;
    }
  }

  @Override
  public Report run() throws Exception {
    System.err.println("Subindo o RabbitMQ...");
    var report = new Report("gate");
    measure(firstCome(), 20, Rank.BACKGROUND, 0); // warm
    var alone = measure(firstCome(), 40, Rank.BACKGROUND, 0);
    line(report, "sem mais nada na fila", alone);
    line(
        report,
        "prefetch 250, quem chega primeiro",
        measure(firstCome(), 250, Rank.BACKGROUND, FLOOD));
    line(
        report,
        "prefetch 40, quem chega primeiro",
        measure(firstCome(), 40, Rank.BACKGROUND, FLOOD));
    line(report, "prefetch 40, por ordem, sem reserva", measure(ranked(), 40, Rank.REPLY, FLOOD));
    var reserved = measure(ranked(), 40, Rank.BACKGROUND, FLOOD);
    line(report, "prefetch 40, por ordem, metade reservada", reserved);
    return report
        .value("p95_alone_ms", "p95 sozinho (ms)", alone.p95())
        .value("p95_under_ms", "p95 sob a enxurrada (ms)", reserved.p95())
        .value("ratio", "razão", Math.round(100 * reserved.p95() / alone.p95()) / 100.0);
  }

  private static void line(Report report, String what, Found found) {
    report.line(
        what,
        "p50 %.0f, p95 %.0f, máximo %.0f ms; %d do lote"
            .formatted(
                found.micros().getValueAtPercentile(50) / 1000.0,
                found.p95(),
                found.micros().getMaxValue() / 1000.0,
                found.bulk()));
  }

  private static Turn firstCome() {
    var permits = new Semaphore(PERMITS, true);
    return rank -> {
      permits.acquire();
      try {
        Thread.sleep(WORK);
      } finally {
        permits.release();
      }
    };
  }

  private static Turn ranked() {
    var gate = new RankedGate<String>(PERMITS, PERMITS, Duration.ofMinutes(5));
    return rank -> {
      try (var _ = gate.enter("bot", rank).orElseThrow()) {
        Thread.sleep(WORK);
      }
    };
  }

  private static Found measure(Turn turn, int bulkPrefetch, Rank bulkRank, int flood)
      throws InterruptedException {
    var url = TestStack.rabbit().newVhost().amqpUrl().toString();
    var micros = new Histogram(600_000_000L, 3);
    var bulk = new AtomicInteger();
    try (var broker =
        Broker.connect(
            BrokerConfig.of(url, "bench/local"), Clock.systemUTC(), MessagingListener.none())) {
      broker.consume(
          working(
              WorkQueue.MESSAGES_START,
              40,
              sent -> {
                turn.work(Rank.DELIVERY);
                synchronized (micros) {
                  micros.recordValue((System.nanoTime() - sent) / 1000);
                }
              }));
      awaitReady(broker);
      broker
          .publisher()
          .publishAll(
              IntStream.range(0, flood).mapToObj(_ -> message(WorkQueue.MESSAGES_SHOT)).toList());
      broker.consume(
          working(
              WorkQueue.MESSAGES_SHOT,
              bulkPrefetch,
              _ -> {
                turn.work(bulkRank);
                bulk.incrementAndGet();
              }));
      awaitReady(broker);
      Pace.run(STARTS_PER_SECOND, STARTS, _ -> publish(broker, message(WorkQueue.MESSAGES_START)));
      int inTheTime = bulk.get();
      while (total(micros) < STARTS) {
        Thread.sleep(Duration.ofMillis(20));
      }
      return new Found(micros, inTheTime);
    }
  }

  private static long total(Histogram micros) {
    synchronized (micros) {
      return micros.getTotalCount();
    }
  }

  private interface Work {
    void run(long sentNanos) throws InterruptedException;
  }

  private static Subscription working(WorkQueue queue, int prefetch, Work work) {
    return new Subscription.Single<>(
        queue,
        prefetch,
        RetryPolicy.of(),
        WireJson.decoder(Long.class),
        (sent, _) -> {
          work.run(sent);
          return new Settlement.Done();
        });
  }

  private static OutgoingMessage message(WorkQueue queue) {
    return new OutgoingMessage(
        queue.command(),
        UUID.randomUUID().toString(),
        "bench",
        Map.of(),
        WireJson.bytes(System.nanoTime()));
  }

  private static void publish(Broker broker, OutgoingMessage message) {
    try {
      broker.publisher().publish(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitReady(Broker broker) throws InterruptedException {
    while (!broker.state().ready()) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }
}
