package elysia.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/// PostgreSQL and RabbitMQ for the tests of one JVM, started at first use and gone when it ends.
///
/// `./elysia test` starts one of each for the whole run and names them in the environment
/// (`ELYSIA_TEST_POSTGRES_URL`, `ELYSIA_TEST_RABBITMQ_URL`, `ELYSIA_TEST_RABBITMQ_MANAGEMENT_URL`);
/// without these variables, in an IDE or a bare `mvn`, the JVM starts its own: in Docker, where
/// that is to be had, else native.
public final class TestStack {
  private TestStack() {}

  public static TestPostgres postgres() {
    return Postgres.SHARED;
  }

  public static TestRabbit rabbit() {
    return Rabbit.SHARED;
  }

  private static final class Postgres {
    private static final TestPostgres SHARED = TestPostgres.open();
  }

  private static final class Rabbit {
    private static final TestRabbit SHARED = TestRabbit.open();
  }

  /// Whether the servers of this JVM run in Docker. Those that a test breaks never do.
  static boolean inDocker() {
    return Engine.USABLE;
  }

  private static final class Engine {
    private static final boolean USABLE =
        unchecked(() -> new Docker(folder(), Map.of()).usable(System.err));
  }

  /// This JVM's throw-away folder, which goes last.
  static Path folder() {
    return Folder.MINE;
  }

  private static final class Folder {
    private static final Path MINE = make();

    private static Path make() {
      var folder = unchecked(TestFolders::mine);
      atExit(() -> TestFolders.discard(folder));
      return folder;
    }
  }

  interface Task {
    void run() throws Exception;
  }

  interface Source<T> {
    T get() throws Exception;
  }

  static void atExit(Task task) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    unchecked(
                        () -> {
                          task.run();
                          return true;
                        })));
  }

  /// A test can do nothing about a server that doesn't come up, so its faults are unchecked.
  static <T> T unchecked(Source<T> source) {
    try {
      return source.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
