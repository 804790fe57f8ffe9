package elysia.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One deployable as `./elysia up` runs it, with its process id in `run/NAME.pid` and its log in
/// `log/NAME.log`. Like the servers, it is found again by its files, whoever started it.
///
/// @param portVariable the environment variable that names its port
/// @param port where it answers `/readyz`
record DetachedProcess(Path stateFolder, Path jar, String name, String portVariable, int port) {
  // drains, and after a build also leaves its start cache
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_LOG_LINES = 20;
  // quick to start and small: right for one machine, not for measuring throughput
  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-Xmx128m");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /// The words that run this JVM's `java` with these arguments.
  static List<String> java(String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(SMALL_JVM);
    words.addAll(List.of(arguments));
    return words;
  }

  Path log() {
    return stateFolder.resolve("log").resolve(name + ".log");
  }

  /// Starts it with an empty log. The first run of new jars trains their start cache.
  void start(Map<String, String> environment) throws IOException {
    var cache = StartCache.fits(jar) ? StartCache.USED : StartCache.TRAINED;
    var words = java(cache.options(jar).toArray(String[]::new));
    words.addAll(List.of("-jar", jar.toString()));
    new Command(stateFolder, environment, words).detach(log(), pidFile());
  }

  /// Returns when `/readyz` answers 200.
  ///
  /// @throws UnavailableException with the end of its log when it ends before that or takes over 60
  ///   s
  void awaitReady() throws IOException, InterruptedException {
    var decided = Await.until(READY_LIMIT, () -> ready() || !alive());
    if (!decided || !alive()) {
      var lines = Files.readAllLines(log());
      var end = lines.subList(Math.max(0, lines.size() - MAX_LOG_LINES), lines.size());
      throw new UnavailableException(
          name + " não subiu. O fim do seu log (" + log() + "):\n" + String.join("\n", end));
    }
  }

  boolean alive() throws IOException {
    return process().isPresent();
  }

  /// Asks it to end and doesn't wait, so that several may end at the same time.
  void askToEnd() throws IOException {
    process().ifPresent(ServerProcess::askToEnd);
  }

  void stop() throws IOException, InterruptedException {
    var process = process();
    if (process.isPresent()) {
      process.get().stop(STOP_LIMIT);
    }
    Files.deleteIfExists(pidFile());
  }

  private Optional<ServerProcess> process() throws IOException {
    return ServerProcess.read(pidFile(), "cmdline", jar + "\0");
  }

  private Path pidFile() {
    return stateFolder.resolve("run").resolve(name + ".pid");
  }

  private boolean ready() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
