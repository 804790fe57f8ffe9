package elysia.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The throw-away folders `.elysia/test/<process id>`: whoever bears the id owns the folder.
final class TestFolders {
  private TestFolders() {}

  /// A folder for this JVM. What dead owners left, servers and data, is swept away first.
  static Path mine() throws IOException, InterruptedException {
    sweep();
    var folder = all().resolve(Long.toString(ProcessHandle.current().pid()));
    discard(folder);
    return Files.createDirectories(folder);
  }

  /// Ends and deletes what killed test runs left behind.
  static void sweep() throws IOException, InterruptedException {
    if (!Files.isDirectory(all())) {
      return;
    }
    try (var folders = Files.newDirectoryStream(all(), "[0-9]*")) {
      for (var folder : folders) {
        if (ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty()) {
          discard(folder);
        }
      }
    }
  }

  /// Ends the servers of a throw-away folder and deletes it; any other folder is refused.
  static void discard(Path folder) throws IOException, InterruptedException {
    if (!all().equals(folder.toAbsolutePath().getParent())) {
      throw new IllegalArgumentException("a folder in " + all() + " expected, got " + folder);
    }
    RabbitNode.in(ownRabbit(folder)).kill();
    PostgresNode.in(ownPostgres(folder)).kill();
    new LocalStack(folder, Map.of()).discard();
  }

  /// Where the node of [TestRabbit#node] lies.
  static Path ownRabbit(Path folder) {
    return folder.resolve("own-rabbitmq");
  }

  /// Where the server of [TestPostgres#node] lies.
  static Path ownPostgres(Path folder) {
    return folder.resolve("own-postgres");
  }

  private static Path all() {
    return Checkout.stateFolder().resolve("test");
  }
}
