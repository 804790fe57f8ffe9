package elysia.bench;

import elysia.sandbox.common.Call;
import elysia.sandbox.common.Service;
import java.time.Duration;

/// From the webhook of a /start to the first message at Telegram, at 50 new people a second.
final class StartBench implements BenchMain.Bench {
  private static final int PER_SECOND = 50;
  private static final int WARM_UP = 1_000;
  private static final int COUNTED = 1_500;
  private static final long FIRST_PERSON = 910_000_000;

  @Override
  public Report run() throws Exception {
    try (var system = DemoSystem.forMeasuring()) {
      System.err.println("Aquecendo...");
      starts(system, FIRST_PERSON, WARM_UP);
      var latencies = starts(system, FIRST_PERSON + WARM_UP, COUNTED);
      var micros = latencies.micros();
      var report =
          new Report("start")
              .line("/start enviados", latencies.started())
              .line("respondidos", latencies.answered())
              .value("p50_ms", "p50 (ms)", micros.getValueAtPercentile(50) / 1000.0)
              .value("p95_ms", "p95 (ms)", micros.getValueAtPercentile(95) / 1000.0)
              .value("p99_ms", "p99 (ms)", micros.getValueAtPercentile(99) / 1000.0);
      system.elysia().processes().forEach((name, process) -> report.line(name, Memory.of(process)));
      return report;
    }
  }

  private static Latencies starts(DemoSystem system, long firstPerson, int count)
      throws InterruptedException {
    var bot = DemoSystem.BOT;
    var latencies =
        new Latencies(
            system.sandbox().calls(),
            call -> call.direction() == Call.Direction.OUT && call.service() == Service.TELEGRAM,
            call -> call.direction() == Call.Direction.IN && call.path().endsWith("/sendMessage"),
            StartBench::person);
    Pace.run(
        PER_SECOND,
        count,
        number -> {
          long person = firstPerson + number;
          system.telegram().join(person, "Pessoa " + number);
          system.telegram().say(bot, person, "/start");
          if (number % PER_SECOND == 0) {
            latencies.read();
          }
        });
    for (int tries = 0; tries < 100 && latencies.answered() < count; tries++) {
      Thread.sleep(Duration.ofMillis(100));
      latencies.read();
    }
    return latencies;
  }

  private static long person(Call call) {
    var json = call.requestJson();
    return call.direction() == Call.Direction.OUT
        ? json.at("/message/chat/id").asLong()
        : json.path("chat_id").asLong();
  }
}
