package elysia.db;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lets a part of a transaction fail alone: what somebody waits for is not held up by a table or
/// row that another has locked (L40).
@Singleton
public final class TimeLimit {
  private final Sql sql;

  TimeLimit(Sql sql) {
    this.sql = sql;
  }

  /// Runs `work` in the caller's transaction, each statement of it for at most `limit`. When the
  /// database fails it, nothing of it is kept, the transaction goes on, and the answer is
  /// `otherwise`'s.
  public <T> T within(Duration limit, Supplier<T> work, Function<DatabaseException, T> otherwise) {
    sql.update("savepoint time_limit");
    try {
      setTimeout(limit.toMillis() + "ms");
      var result = work.get();
      sql.update("set local statement_timeout to default");
      sql.update("release savepoint time_limit");
      return result;
    } catch (DatabaseException e) {
      sql.update("rollback to savepoint time_limit"); // takes the timeout back, too
      return otherwise.apply(e);
    }
  }

  private void setTimeout(String timeout) {
    sql.query(
        "select set_config('statement_timeout', ?, true) as timeout",
        row -> row.text("timeout"),
        timeout);
  }
}
