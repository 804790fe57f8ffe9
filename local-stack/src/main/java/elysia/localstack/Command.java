package elysia.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One run of an external program, from `folder`, with `environment` added to ours. It gets a
/// session of its own, where a Ctrl-C in our terminal doesn't reach it.
record Command(Path folder, Map<String, String> environment, List<String> words) {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final File NOTHING = new File("/dev/null");

  Command {
    environment = Map.copyOf(environment);
    words = List.copyOf(words);
  }

  /// What came of it; `output` is what it wrote to standard output and error.
  record Result(int exitCode, String output) {}

  /// Runs to the end.
  ///
  /// @throws IOException when the program doesn't exist or is not done within `limit`; it is ended
  ///   then
  Result run(Duration limit) throws IOException, InterruptedException {
    // to a file: a server that the program starts may hold a pipe open for ever
    var output = Files.createTempFile(folder, "command", ".out");
    try {
      var process = builder().redirectOutput(output.toFile()).start();
      if (!waitFor(process, limit)) {
        throw new IOException(words.getFirst() + " not done within " + limit);
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /// Runs to the end and returns the output; any exit code but 0 is an exception.
  String check(Duration limit) throws IOException, InterruptedException {
    var result = run(limit);
    if (result.exitCode() != 0) {
      throw new IOException(
          words + " ended with " + result.exitCode() + ": " + result.output().strip());
    }
    return result.output();
  }

  /// Starts it and leaves it running when this JVM ends. What it writes goes to `log`, its process
  /// id to `pidFile`.
  void detach(Path log, Path pidFile) throws IOException {
    var process = builder().redirectOutput(log.toFile()).start();
    try {
      Files.writeString(pidFile, Long.toString(process.pid()));
    } catch (IOException e) {
      process.destroyForcibly(); // without the file nobody would find it again
      throw e;
    }
  }

  private ProcessBuilder builder() {
    var session = new ArrayList<>(List.of("setsid"));
    session.addAll(words);
    var builder =
        new ProcessBuilder(session)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(NOTHING);
    builder.environment().putAll(environment);
    return builder;
  }

  private static boolean waitFor(Process process, Duration limit) throws InterruptedException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // killed half way, it might leave a server that nobody knows of
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      throw e;
    } finally {
      process.destroyForcibly();
    }
  }
}
