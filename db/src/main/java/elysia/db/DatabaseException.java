package elysia.db;

import java.sql.SQLException;
import java.util.regex.Pattern;

/// PostgreSQL refused a statement or went away. The parameters are not in the message: they may be
/// secret.
public final class DatabaseException extends RuntimeException {
  // PostgreSQL, appendix A: connection; rollback, deadlocks among them; too few resources; an
  // operator,
  // a shutdown or a timeout; a lock not got in time; a server that only reads, since a failover
  private static final Pattern PASSING =
      Pattern.compile("|08...|40...|53...|57...|55P03|25006|25P03");

  private final String sqlState;

  DatabaseException(SQLException cause, String statement) {
    super(cause.getMessage() + " in: " + statement.strip(), cause);
    sqlState = state(cause);
  }

  /// There was no connection, or it broke between two statements or at the commit.
  DatabaseException(RuntimeException cause) {
    super(cause.getMessage(), cause);
    sqlState = state(cause);
  }

  private static String state(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException told && told.getSQLState() != null) {
        return told.getSQLState();
      }
    }
    return "";
  }

  /// PostgreSQL's five-character code, empty where there is none.
  public String sqlState() {
    return sqlState;
  }

  /// Whether the same may succeed a little later: nothing is wrong with what was asked.
  public boolean passes() {
    return PASSING.matcher(sqlState).matches();
  }
}
