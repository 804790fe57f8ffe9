package elysia.db;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Map;

/// How a process holds its connections to PostgreSQL: opened at the start, and every wait bounded
/// on both sides. A deployable may fix other values, and `DATABASE_URL` may say others of the
/// driver's and the server's in its parameters (`?options=-c%20lock_timeout=1s`).
public final class DatabasePool {
  /// A statement takes a millisecond or two, so ten connections carry thousands of them a second.
  public static final int DEFAULT_SIZE = 10;

  /// For a connection of the pool. A delivery waits so long for a database that is away before it
  /// goes up the retry ladder: most restarts and failovers are over by then.
  private static final int CONNECTION_TIMEOUT_MS = 30_000;

  private static final int VALIDATION_TIMEOUT_MS = 2_000;
  private static final int CONNECT_TIMEOUT_S = 5;

  /// For a line that has fallen silent; more than the longest statement.
  private static final int SOCKET_TIMEOUT_S = 30;

  /// The server itself ends what nobody waits for any more, and the transaction of a process that
  /// hangs.
  private static final String SERVER_TIMEOUTS =
      "-c statement_timeout=20s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s";

  private DatabasePool() {}

  /// Settings of Micronaut's data source.
  ///
  /// @param applicationName what operators see in `pg_stat_activity`
  public static Map<String, Object> properties(String applicationName) {
    var driver = "datasources.default.data-source-properties.";
    return Map.of(
        "datasources.default.connection-timeout",
        CONNECTION_TIMEOUT_MS,
        "datasources.default.validation-timeout",
        VALIDATION_TIMEOUT_MS,
        "datasources.default.exception-override-class-name",
        ReadOnlyEviction.class.getName(),
        driver + "ApplicationName",
        applicationName,
        driver + "connectTimeout",
        CONNECT_TIMEOUT_S,
        driver + "socketTimeout",
        SOCKET_TIMEOUT_S,
        driver + "tcpKeepAlive",
        true,
        driver + "options",
        SERVER_TIMEOUTS);
  }

  /// After a failover a connection may still lead to the server that only reads now: away with it,
  /// so that the next one asks for the new address.
  public static final class ReadOnlyEviction implements SQLExceptionOverride {
    private static final String READ_ONLY_TRANSACTION = "25006";

    @java.lang.Override
    public Override adjudicate(SQLException refusal) {
      return READ_ONLY_TRANSACTION.equals(refusal.getSQLState())
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }
}
