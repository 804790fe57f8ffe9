package elysia.db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A database as an operator may bring it: built and filled by the old application's own scripts,
/// then migrated.
///
/// @param kept how its schema differs in the end from an empty database's: the reviewed exceptions
record StartingState(String name, Build build, List<String> kept) {
  interface Build {
    void in(Connection connection) throws SQLException;
  }

  // what a runner that swallowed errors took for "already done"
  private static final Set<String> EXISTS_ALREADY = Set.of("42701", "42P07");
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*$", Pattern.MULTILINE);

  // the old application's own words, which we don't know: same columns, same effect
  private static final List<String> OWN_WORDS =
      List.of(
          "body of function validate_bot_message_media",
          "body of function update_media_updated_at",
          "text of view bot_messages_with_media");

  static StartingState empty() {
    return new StartingState("S0 empty", _ -> {}, List.of());
  }

  static StartingState base() {
    return new StartingState("S1 base", StartingState::base, OWN_WORDS);
  }

  static StartingState followUpStandard() {
    return new StartingState(
        "S2a follow-up, standard list",
        connection -> {
          base(connection);
          runner(connection, "legacy/follow-up-standard.sql");
          run(connection, "legacy/follow-up-rows.sql");
        },
        OWN_WORDS);
  }

  static StartingState followUp() {
    return new StartingState("S2b follow-up, all", StartingState::followUp, OWN_WORDS);
  }

  /// A different half of the follow-up's objects for every seed; what rows fit are there.
  static StartingState mixed(int seed) {
    return new StartingState(
        "S2x mixed, seed " + seed,
        connection -> {
          base(connection);
          var random = new Random(seed);
          for (var file : List.of("follow-up-standard", "follow-up-extra")) {
            for (var statement : statements("legacy/" + file + ".sql")) {
              if (random.nextBoolean()) {
                attempt(connection, statement);
              }
            }
          }
          for (var file : List.of("follow-up-rows", "follow-up-extra-rows")) {
            for (var statement : statements("legacy/" + file + ".sql")) {
              attempt(connection, statement);
            }
          }
        },
        OWN_WORDS);
  }

  /// The follow-up in full, with one thing otherwise.
  static StartingState variant(String name, String otherwise, String... kept) {
    return new StartingState(
        "S2b with " + name,
        connection -> {
          followUp(connection);
          execute(connection, otherwise);
        },
        Stream.concat(OWN_WORDS.stream(), Arrays.stream(kept)).toList());
  }

  TestDatabase make() throws SQLException {
    var database = TestDatabase.empty();
    try (var connection = database.connect()) {
      connection.setAutoCommit(false);
      build.in(connection);
      connection.commit();
    }
    return database;
  }

  @Override
  public String toString() {
    return name;
  }

  private static void base(Connection connection) throws SQLException {
    run(connection, "legacy/base.sql");
    run(connection, "legacy/base-rows.sql");
  }

  private static void followUp(Connection connection) throws SQLException {
    base(connection);
    runner(connection, "legacy/follow-up-standard.sql");
    runner(connection, "legacy/follow-up-extra.sql");
    run(connection, "legacy/follow-up-rows.sql");
    run(connection, "legacy/follow-up-extra-rows.sql");
  }

  private static void run(Connection connection, String file) throws SQLException {
    execute(connection, TestDatabase.text(file));
  }

  /// As the old runner did: an object that exists already is no error.
  private static void runner(Connection connection, String file) throws SQLException {
    for (var statement : statements(file)) {
      var refusal = attempt(connection, statement);
      if (!refusal.isEmpty() && !EXISTS_ALREADY.contains(refusal)) {
        throw new SQLException("refused: " + statement, refusal);
      }
    }
  }

  /// The state of the refusal, empty when there was none.
  private static String attempt(Connection connection, String statement) throws SQLException {
    var before = connection.setSavepoint();
    try {
      execute(connection, statement);
      return "";
    } catch (SQLException refused) {
      connection.rollback(before);
      return refused.getSQLState();
    }
  }

  private static void execute(Connection connection, String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private static List<String> statements(String file) {
    return END_OF_STATEMENT
        .splitAsStream(TestDatabase.text(file))
        .filter(statement -> !statement.isBlank())
        .toList();
  }
}
