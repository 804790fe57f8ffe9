package elysia.bench;

import java.util.Map;
import java.util.TreeMap;

/// `./elysia bench NAME`: prints a table and, as its last line, one JSON object.
public final class BenchMain {
  private static final Map<String, Bench> BENCHES =
      new TreeMap<>(
          Map.of(
              "ack", new AckBench(),
              "boot", new BootBench(),
              "gate", new GateBench(),
              "start", new StartBench(),
              "pix", new PixBench()));

  /// One bounded measurement.
  interface Bench {
    Report run() throws Exception;
  }

  private BenchMain() {}

  public static void main(String[] arguments) throws Exception {
    var bench = arguments.length == 1 ? BENCHES.get(arguments[0]) : null;
    if (bench == null) {
      System.err.println("Uso: ./elysia bench <" + String.join("|", BENCHES.keySet()) + ">");
      System.exit(2);
      return;
    }
    int exitCode = 0;
    try {
      bench.run().print(System.out);
    } catch (Exception | Error e) { // a server that does not start fails its class
      e.printStackTrace();
      exitCode = 1;
    }
    System.exit(exitCode); // the stack's shutdown hooks do the rest
  }
}
