package elysia.bench;

import elysia.localstack.Broker;
import elysia.messaging.BrokerConfig;
import elysia.messaging.MessagingListener;
import elysia.messaging.OutgoingMessage;
import elysia.messaging.Publisher;
import elysia.model.wire.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// How fast the ingress acknowledges an update with the broker's confirm, and what share that is of
/// what the same publisher reaches without HTTP: same body, queue, channels and outstanding
/// publishes.
final class AckBench implements BenchMain.Bench {
  private static final int OUTSTANDING = 128;
  private static final int PACED_RATE = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final long FIRST_UPDATE = 100_000_000; // all ids have the same length

  @Override
  public Report run() throws Exception {
    try (var system = DemoSystem.forMeasuring()) {
      var secret = system.webhookSecret();
      // only the ingress is measured: nobody consumes, nobody else takes the processors
      for (var other :
          new String[] {"worker-messages", "worker-payments", "worker-tracking", "panel"}) {
        system.elysia().process(other).close();
      }
      var http =
          new HttpLoad(
              system.elysia().ingress().resolve("/tg/" + DemoSystem.BOT + "/webhook"),
              "X-Telegram-Bot-Api-Secret-Token: " + secret + "\r\n",
              AckBench::update,
              OUTSTANDING);
      System.err.println("Aquecendo...");
      http.flatOut(WARM_UP);
      purge(system.elysia().broker());
      var paced = http.paced(LENGTH, PACED_RATE);
      purge(system.elysia().broker());
      var flatOut = http.flatOut(LENGTH);
      purge(system.elysia().broker());
      long memory = system.elysia().process("ingress").residentKilobytes() / 1024;
      system.elysia().process("ingress").close();
      double broker = brokerRate(system.elysia().broker());
      return new Report("ack")
          .line("respostas a 1000/s", paced.statuses())
          .line("p50 a 1000/s (ms)", paced.percentileMillis(50))
          .line("p95 a 1000/s (ms)", paced.percentileMillis(95))
          .value("p99_ms_at_1000", "p99 a 1000/s (ms)", paced.percentileMillis(99))
          .line("respostas no máximo", flatOut.statuses())
          .line("p50 no máximo (ms)", flatOut.percentileMillis(50))
          .line("p99 no máximo (ms)", flatOut.percentileMillis(99))
          .value("rate_per_s", "updates/s no máximo", Math.round(flatOut.ratePerSecond()))
          .value("broker_rate_per_s", "publicações/s sem HTTP", Math.round(broker))
          .value("ratio", "razão", Math.round(100 * flatOut.ratePerSecond() / broker) / 100.0)
          .value("ingress_rss_mb", "memória do ingress (MiB)", memory);
    }
  }

  private static byte[] update(long number) {
    return """
        {"update_id":%d,"message":{"message_id":101,"date":1763800000,"from":{"id":900000001,"is_bot":false,\
        "first_name":"Ana","username":"ana","language_code":"pt-br"},"chat":{"id":900000001,"type":"private",\
        "first_name":"Ana","username":"ana"},"text":"/start t_k7QmZ2pXr0aBcDeFgHiJkL","entities":[{"offset":0,\
        "length":6,"type":"bot_command"}]}}"""
        .formatted(FIRST_UPDATE + number)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static double brokerRate(Broker broker) throws IOException, InterruptedException {
    var config = BrokerConfig.of(broker.amqpUrl().toString(), "bench/local");
    try (var ours =
        elysia.messaging.Broker.connect(config, Clock.systemUTC(), MessagingListener.none())) {
      while (!ours.publisher().ready()) {
        Thread.sleep(Duration.ofMillis(50));
      }
      publishFor(ours.publisher(), WARM_UP);
      purge(broker);
      return publishFor(ours.publisher(), LENGTH);
    }
  }

  private static double publishFor(Publisher publisher, Duration length)
      throws InterruptedException {
    var confirmed = new AtomicLong();
    var number = new AtomicLong();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    var threads = new Thread[OUTSTANDING];
    for (int i = 0; i < OUTSTANDING; i++) {
      threads[i] = Thread.ofVirtual().start(() -> publishUntil(end, publisher, number, confirmed));
    }
    for (var thread : threads) {
      thread.join();
    }
    return confirmed.get() * 1e9 / (System.nanoTime() - start);
  }

  private static void publishUntil(
      long end, Publisher publisher, AtomicLong number, AtomicLong confirmed) {
    try {
      while (System.nanoTime() < end) {
        long n = number.getAndIncrement();
        var message =
            new OutgoingMessage(
                Route.input("tg.start"),
                "tg:1:" + (FIRST_UPDATE + n),
                "tg.start",
                Map.of("x-bot", "1", "x-slug", DemoSystem.BOT),
                update(n));
        if (publisher.publish(message).confirmed()) {
          confirmed.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void purge(Broker broker) throws IOException, InterruptedException {
    var login =
        Base64.getEncoder()
            .encodeToString(
                (broker.user() + ":" + broker.password()).getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    broker.managementUrl()
                        + "/api/queues/"
                        + broker.vhost()
                        + "/messages.start/contents"))
            .header("Authorization", "Basic " + login)
            .DELETE()
            .build();
    try (var http = HttpClient.newHttpClient()) {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }
}
