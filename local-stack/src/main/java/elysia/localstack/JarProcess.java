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
import java.util.concurrent.TimeUnit;

/// One deployable as a process of its own, started from `target/dist` as in production.
public final class JarProcess implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private final String name;
  private final Process process;
  private final URI baseUrl;
  private final Path log;
  private final Duration readyAfter;

  private JarProcess(String name, Process process, URI baseUrl, Path log)
      throws InterruptedException, IOException {
    this.name = name;
    this.process = process;
    this.baseUrl = baseUrl;
    this.log = log;
    long started = System.nanoTime();
    if (!Await.until(READY_LIMIT, () -> !process.isAlive() || ready()) || !process.isAlive()) {
      process.destroyForcibly();
      throw new IOException(name + " did not become ready, its log ends:\n" + tail());
    }
    readyAfter = Duration.ofNanos(System.nanoTime() - started);
  }

  /// Starts `target/dist/<name>.jar` and waits until `/readyz` answers 200.
  ///
  /// @param portVariable the variable of its HTTP port; the port is `port`
  /// @param log where its output goes, appended
  static JarProcess start(
      String name,
      String portVariable,
      int port,
      Map<String, String> environment,
      StartCache cache,
      Path log)
      throws IOException, InterruptedException {
    var jar = Checkout.distribution().resolve(name + ".jar");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(cache.options(jar));
    command.addAll(List.of("-jar", jar.toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(portVariable, Integer.toString(port));
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new JarProcess(name, builder.start(), URI.create("http://127.0.0.1:" + port), log);
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /// From the start of the process to its first ready answer.
  public Duration readyAfter() {
    return readyAfter;
  }

  /// Memory in use, in KiB: `VmRSS` of the process.
  public long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  /// Everything it has logged.
  public String logText() throws IOException {
    return Files.readString(log);
  }

  /// kill -9: no farewell.
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly); // one that writes the cache
    process.destroyForcibly().waitFor();
  }

  /// Asks it to drain and stop; one that takes longer than 90 s is killed.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() {
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      var request =
          HttpRequest.newBuilder(baseUrl.resolve("/readyz")).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String tail() throws IOException {
    var lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  @Override
  public String toString() {
    return name + " at " + baseUrl;
  }
}
