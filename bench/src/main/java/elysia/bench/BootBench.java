package elysia.bench;

import elysia.localstack.StartCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// From the start of each deployable, one after the other, to its first ready answer, and its
/// memory when the demo bot sells: without the start caches, then with those that a sale in between
/// leaves in `target/dist/aot`.
final class BootBench implements BenchMain.Bench {
  private static final long PERSON = 940_000_000;

  private record Boot(long readyMs, long rssMib) {}

  @Override
  public Report run() throws Exception {
    System.err.println("Medindo sem cache...");
    var without = measure(StartCache.NONE);
    System.err.println("Treinando os caches...");
    train();
    System.err.println("Medindo com cache...");
    var with = measure(StartCache.USED);

    var report = new Report("boot");
    var deployables = new ArrayList<Map<String, Object>>();
    with.forEach(
        (name, boot) -> {
          var before = without.getOrDefault(name, boot);
          report.line(
              name,
              "pronto em %d ms, %d MiB; sem cache %d ms, %d MiB"
                  .formatted(boot.readyMs(), boot.rssMib(), before.readyMs(), before.rssMib()));
          var entry = new LinkedHashMap<String, Object>();
          entry.put("deployable", name);
          entry.put("ready_ms", boot.readyMs());
          entry.put("rss_mib", boot.rssMib());
          entry.put("plain_ready_ms", before.readyMs());
          entry.put("plain_rss_mib", before.rssMib());
          deployables.add(entry);
        });
    return report.values("deployables", deployables);
  }

  private static Map<String, Boot> measure(StartCache cache)
      throws IOException, InterruptedException {
    try (var system = DemoSystem.start(UnaryOperator.identity(), cache)) {
      sell(system);
      var boots = new TreeMap<String, Boot>();
      for (var process : system.elysia().processes().entrySet()) {
        boots.put(
            process.getKey(),
            new Boot(
                process.getValue().readyAfter().toMillis(),
                process.getValue().residentKilobytes() / 1024));
      }
      return boots;
    }
  }

  private static void train() throws IOException, InterruptedException {
    try (var system = DemoSystem.start(UnaryOperator.identity(), StartCache.TRAINED)) {
      sell(system);
    }
  }

  /// Up to the PIX code: what the processes do most.
  private static void sell(DemoSystem system) throws InterruptedException {
    system.telegram().join(PERSON, "Pessoa");
    system.telegram().say(DemoSystem.BOT, PERSON, "/start");
    PixBench.awaitButton(system, PERSON);
    PixBench.presses(system, PERSON, 1);
  }
}
