package elysia.db.migration;

import elysia.db.DatabaseUrl;
import elysia.localstack.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One database and what the tests of the schema ask of it.
record TestDatabase(DatabaseUrl url) {
  static final String BASE = "20261122.0100";
  static final String FOLLOW_UP = "20261122.0200";

  /// A fresh one.
  static TestDatabase empty() {
    var database = TestStack.postgres().newDatabase();
    return new TestDatabase(
        new DatabaseUrl(database.jdbcUrl(), database.user(), database.password()));
  }

  /// The old application's database after all migrations, with its rows. Shared: tests add to it.
  static TestDatabase adopted() {
    return Adopted.SHARED;
  }

  private static final class Adopted {
    private static final TestDatabase SHARED = make();

    private static TestDatabase make() {
      try {
        var database = StartingState.followUp().make();
        database.migrate();
        return database;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// As `DATABASE_URL` has it.
  String address() {
    return url.jdbcUrl()
        .replaceFirst(
            "jdbc:postgresql://", "postgresql://%s:%s@".formatted(url.user(), url.password()));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
  }

  /// Runs the statements in one transaction.
  void execute(String statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(statements);
      connection.commit();
    }
  }

  /// Runs a file of this package in one transaction.
  void executeFile(String file) throws SQLException {
    execute(text(file));
  }

  void migrate() {
    new Migrator(url).migrate();
  }

  /// Runs the migrations up to `version`, or all with `latest`, without a look at what they made.
  void migrateTo(String version) {
    Migrator.configuration()
        .dataSource(url.jdbcUrl(), url.user(), url.password())
        .target(version)
        .load()
        .migrate();
  }

  /// Forgets which migrations have run, so that the next run executes all of them again.
  void forgetHistory() throws SQLException {
    execute("drop table flyway_schema_history");
  }

  /// The first column of each row, as text.
  List<String> query(String query) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("set time zone 'UTC'");
      try (var rows = statement.executeQuery(query)) {
        var values = new ArrayList<String>();
        while (rows.next()) {
          values.add(String.valueOf(rows.getString(1)));
        }
        return values;
      }
    }
  }

  /// Every object of the schema, one a line, in the words of `schema.txt`.
  List<String> schema() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("set time zone 'UTC'");
      return SchemaShape.dump(connection);
    }
  }

  /// How the schema differs from `expected`: one line for each object too few or too many.
  List<String> differencesFrom(List<String> expected) throws SQLException {
    var found = schema();
    return Stream.concat(
            expected.stream().filter(line -> !found.contains(line)).map(line -> "missing " + line),
            found.stream()
                .filter(line -> !expected.contains(line))
                .map(line -> "unexpected " + line))
        .toList();
  }

  /// Every catalog row of the schema with the transaction that wrote it: the same before and after
  /// means that nothing was touched, not even to be made again alike.
  List<String> catalogRows() throws SQLException {
    return query(text("catalog-rows.sql"));
  }

  static String text(String file) {
    try (var stream = TestDatabase.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("not on the class path: " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
