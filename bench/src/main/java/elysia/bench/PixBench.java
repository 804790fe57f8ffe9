package elysia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// From the webhook of a press on "comprar" to the message with the PIX code at Telegram, at 10
/// presses a second, while the gateway takes 200 ms.
final class PixBench implements BenchMain.Bench {
  private static final int PER_SECOND = 10;
  private static final int WARM_UP = 150;
  private static final int COUNTED = 300;
  private static final int GATEWAY_LATENCY_MS = 200;
  private static final long FIRST_PERSON = 920_000_000;
  private static final Duration GREETING_LIMIT = Duration.ofSeconds(30);

  @Override
  public Report run() throws Exception {
    try (var system = DemoSystem.forMeasuring()) {
      System.err.println("Cumprimentando as pessoas...");
      for (int i = 0; i < WARM_UP + COUNTED; i++) {
        system.telegram().join(FIRST_PERSON + i, "Pessoa " + i);
        system.telegram().say(DemoSystem.BOT, FIRST_PERSON + i, "/start");
      }
      for (int i = 0; i < WARM_UP + COUNTED; i++) { // the last one said may be answered first
        awaitButton(system, FIRST_PERSON + i);
      }
      system
          .sandbox()
          .faults()
          .add(
              Fault.of(
                      Service.PUSHINPAY,
                      Effect.latency(Duration.ofMillis(GATEWAY_LATENCY_MS)).after())
                  .times(1_000_000));
      System.err.println("Aquecendo...");
      presses(system, FIRST_PERSON, WARM_UP);
      long firstCounted = system.sandbox().calls().since(0, 1).getLast().id();
      var latencies = presses(system, FIRST_PERSON + WARM_UP, COUNTED);
      var gateway = gatewayMicros(system, firstCounted);
      var micros = latencies.micros();
      return new Report("pix")
          .line("cliques", latencies.started())
          .line("PIX entregues", latencies.answered())
          .line("p50 (ms)", micros.getValueAtPercentile(50) / 1000.0)
          .value("p95_ms", "p95 (ms)", micros.getValueAtPercentile(95) / 1000.0)
          .value("p99_ms", "p99 (ms)", micros.getValueAtPercentile(99) / 1000.0)
          .value(
              "gateway_p95_ms", "p95 do gateway (ms)", gateway.getValueAtPercentile(95) / 1000.0);
    }
  }

  static Latencies presses(DemoSystem system, long firstPerson, int count)
      throws InterruptedException {
    var bot = DemoSystem.BOT;
    var latencies =
        new Latencies(
            system.sandbox().calls(),
            call -> call.direction() == Call.Direction.OUT && call.service() == Service.TELEGRAM,
            call -> call.path().endsWith("/sendMessage") && call.requestText().contains("000201"),
            PixBench::person);
    Pace.run(
        PER_SECOND,
        count,
        number -> {
          long person = firstPerson + number;
          var message = button(system, person).orElseThrow();
          system
              .telegram()
              .press(bot, person, message.path("message_id").asLong(), callbackData(message));
          latencies.read();
        });
    for (int tries = 0; tries < 100 && latencies.answered() < count; tries++) {
      Thread.sleep(Duration.ofMillis(100));
      latencies.read();
    }
    return latencies;
  }

  static void awaitButton(DemoSystem system, long person) throws InterruptedException {
    for (int tries = 0; tries < GREETING_LIMIT.toMillis() / 100; tries++) {
      if (button(system, person).isPresent()) {
        return;
      }
      Thread.sleep(Duration.ofMillis(100));
    }
    throw new IllegalStateException("no greeting within " + GREETING_LIMIT);
  }

  private static Optional<JsonNode> button(DemoSystem system, long person) {
    return system.telegram().chat(DemoSystem.BOT, person).fromBot().stream()
        .filter(message -> !callbackData(message).isEmpty())
        .reduce((_, latest) -> latest);
  }

  private static String callbackData(JsonNode message) {
    return message.at("/reply_markup/inline_keyboard/0/0/callback_data").asText();
  }

  private static Histogram gatewayMicros(DemoSystem system, long after) {
    var histogram = new Histogram(600_000_000L, 3);
    system.sandbox().calls().to(Service.PUSHINPAY).stream()
        .filter(call -> call.id() > after && call.path().endsWith("/pix/cashIn"))
        .forEach(call -> histogram.recordValue(call.took().toNanos() / 1000));
    return histogram;
  }

  private static long person(Call call) {
    var json = call.requestJson();
    return call.direction() == Call.Direction.OUT
        ? json.at("/callback_query/from/id").asLong()
        : json.path("chat_id").asLong();
  }
}
