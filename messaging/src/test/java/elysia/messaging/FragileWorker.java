package elysia.messaging;

import elysia.model.wire.WorkQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A process that dies of the message "poison", and writes down what else it has handled. Its
/// memory of suspects is a folder.
final class FragileWorker {
  private FragileWorker() {}

  /// @param arguments the broker's URL, and the folder
  public static void main(String[] arguments) throws InterruptedException {
    var folder = Path.of(arguments[1]);
    var broker =
        Broker.connect(
            BrokerConfig.of(arguments[0], "fragile/localhost"),
            Clock.systemUTC(),
            MessagingListener.none(),
            new FolderGuard(folder));
    broker.consume(
        new Subscription.Single<>(
            WorkQueue.TRACKING_EVENT,
            100,
            RetryPolicy.of(),
            (body, context) -> new String(body, StandardCharsets.UTF_8),
            (message, context) -> handled(message, folder)));
    new CountDownLatch(1).await();
  }

  private static Settlement handled(String message, Path folder) {
    if (message.equals("poison")) {
      Runtime.getRuntime().halt(1);
    }
    append(folder.resolve("handled"), message);
    return new Settlement.Done();
  }

  static List<String> handled(Path folder) throws IOException {
    var file = folder.resolve("handled");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static synchronized void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record FolderGuard(Path folder) implements PoisonGuard {
    private Path file(String messageId) {
      return folder.resolve(messageId.replace(':', '-'));
    }

    @Override
    public int begin(WorkQueue queue, String messageId) {
      append(file(messageId), "begun");
      try {
        return Files.readAllLines(file(messageId)).size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void survived(WorkQueue queue, String messageId) {
      try {
        Files.delete(file(messageId));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Starts it as a process of its own.
  static Process start(String url, Path folder) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FragileWorker.class.getName(), url, folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }
}
