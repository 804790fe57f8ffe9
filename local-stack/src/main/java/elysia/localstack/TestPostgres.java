package elysia.localstack;

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
      return new TestPostgres(TestStack.unchecked(TestPostgres::start));
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

  private static Database start() throws Exception {
    var node = PostgresNode.in(TestStack.folder().resolve("postgres"));
    node.start();
    return node.database();
  }

  private void dropAll() throws Exception {
    for (var name : made) {
      admin.drop(name);
    }
  }
}
