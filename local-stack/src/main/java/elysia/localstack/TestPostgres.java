package elysia.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A PostgreSQL for tests, which gives each test class a database of its own.
public final class TestPostgres {
  private final Database admin;
  private final Queue<String> made = new ConcurrentLinkedQueue<>();

  private TestPostgres(Database admin) {
    this.admin = admin;
  }

  static TestPostgres open() {
    var given = System.getenv("ELYSIA_TEST_POSTGRES_URL");
    if (given == null) {
      return new TestPostgres(
          TestStack.inDocker()
              ? Containers.postgres()
              : TestStack.unchecked(
                  () -> start(TestStack.folder().resolve("postgres")).database()));
    }
    var postgres = new TestPostgres(Database.parse(given));
    TestStack.atExit(postgres::dropAll);
    return postgres;
  }

  /// A fresh, empty database. It is dropped when the JVM ends.
  public Database newDatabase() {
    var name = "test_" + UUID.randomUUID().toString().replace("-", "");
    made.add(name);
    return TestStack.unchecked(() -> admin.create(name));
  }

  /// A running server that belongs to this JVM alone, for tests that stop or kill it; the databases
  /// of [#newDatabase] are never on it. It is started at first call; a test that breaks it mends
  /// it.
  public PostgresNode node() {
    return OwnNode.NODE;
  }

  private static final class OwnNode {
    private static final PostgresNode NODE =
        TestStack.unchecked(() -> start(TestFolders.ownPostgres(TestStack.folder())));
  }

  private static PostgresNode start(Path folder)
      throws IOException, InterruptedException, SQLException {
    var node = PostgresNode.in(folder);
    node.start();
    return node;
  }

  private void dropAll() throws Exception {
    for (var name : made) {
      admin.drop(name);
    }
  }
}
