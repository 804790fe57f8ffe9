package elysia.db.migration;

import elysia.db.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL for one test class, a database of its own for each test.
final class PostgresServer implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  PostgresServer() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestDatabase emptyDatabase() throws SQLException {
    var name = "migration_" + databases.incrementAndGet();
    try (var connection = at("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return at(name);
  }

  private TestDatabase at(String name) {
    return new TestDatabase(
        new DatabaseUrl(
            "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name),
            "postgres",
            "postgres"));
  }

  /// The checkpoint comes first: the stop allows only seconds for what is left to write.
  @Override
  public void close() {
    try {
      at("postgres").execute("checkpoint");
      server.close();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
