package elysia.db;

import java.sql.SQLException;

/// PostgreSQL refused a statement or went away. The parameters are not in the message: they may be
/// secret.
public final class DatabaseException extends RuntimeException {
  private final String sqlState;

  DatabaseException(SQLException cause, String statement) {
    super(cause.getMessage() + " in: " + statement.strip(), cause);
    sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /// There was no connection, or it broke between two statements.
  DatabaseException(RuntimeException cause) {
    super(cause.getMessage(), cause);
    sqlState = "";
  }

  /// PostgreSQL's five-character code, empty where there is none.
  public String sqlState() {
    return sqlState;
  }
}
