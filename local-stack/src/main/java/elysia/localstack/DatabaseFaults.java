package elysia.localstack;

import java.sql.SQLException;
import java.time.Duration;

/// Faults that a test puts into a database. [#close] takes them away.
public final class DatabaseFaults implements AutoCloseable {
  private final Database database;

  private DatabaseFaults(Database database) {
    this.database = database;
  }

  public static DatabaseFaults in(Database database) throws SQLException {
    var faults = new DatabaseFaults(database);
    faults.execute("create schema faults");
    return faults;
  }

  /// The statement that does this to a row of the table ends as the victim of a deadlock (40P01).
  ///
  /// @param operation `insert` or `update`
  /// @param which row from now on, 1 the next
  public void deadlock(String operation, String table, int which) throws SQLException {
    execute(
        """
        create sequence faults.%1$s_%2$s;
        create function faults.%1$s_%2$s() returns trigger language plpgsql as $$
        begin
          if nextval('faults.%1$s_%2$s') = %3$d then
            raise exception 'injected deadlock' using errcode = '40P01';
          end if;
          return new;
        end $$;
        create trigger fault_%1$s before %1$s on %2$s for each row execute function faults.%1$s_%2$s();
        """
            .formatted(operation, table, which));
  }

  /// How many such rows there were since [#deadlock].
  public long rows(String operation, String table) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select case when is_called then last_value else 0 end from faults.%s_%s"
                    .formatted(operation, table))) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// From now on a commit with a row inserted into the table takes so long.
  public void slowCommits(String table, Duration delay) throws SQLException {
    execute(
        """
        create function faults.slow_%1$s() returns trigger language plpgsql as $$
        begin
          perform pg_sleep(%2$d / 1000.0);
          return null;
        end $$;
        create constraint trigger slow_commit after insert on %1$s deferrable initially deferred
          for each row execute function faults.slow_%1$s();
        """
            .formatted(table, delay.toMillis()));
  }

  /// Ends all connections to the database but this one.
  public void endConnections() throws SQLException {
    execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);
  }

  /// Every session of the server only reads now, as after a failover.
  public void forbidWriting() throws SQLException {
    onlyReading("on");
  }

  public void allowWriting() throws SQLException {
    onlyReading("off");
  }

  private void onlyReading(String value) throws SQLException {
    execute("alter system set default_transaction_read_only = " + value);
    execute("select pg_reload_conf()");
  }

  /// The triggers go with their functions.
  @Override
  public void close() throws SQLException {
    execute("drop schema faults cascade");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      statement.execute(sql);
    }
  }
}
