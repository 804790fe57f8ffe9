package elysia.db;

import jakarta.inject.Singleton;

/// What the PostgreSQL server lets us do now.
@Singleton
public final class ServerState {
  // whoever bears our application name is us: the pool opens its connections beside this statement.
  // Without the right to see others' statistics backend_type is null; only people have a user
  private static final String ROOM =
      """
      select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - coalesce(current_setting('reserved_connections', true)::int, 0) as most,
        (select count(*) from pg_stat_activity
         where usesysid is not null and coalesce(backend_type, 'client backend') = 'client backend'
           and application_name is distinct from current_setting('application_name')) as taken
      """;
  private static final String WRITABLE =
      "select not current_setting('transaction_read_only')::boolean as writable";

  private final Sql sql;

  ServerState(Sql sql) {
    this.sql = sql;
  }

  /// Connections of the server.
  ///
  /// @param most how many there can be for users like us
  /// @param taken how many other processes hold
  public record Room(int most, int taken) {
    public boolean fits(int wanted) {
      return taken + wanted <= most;
    }
  }

  public Room room() {
    return sql.query(ROOM, row -> new Room(row.integer("most"), row.integer("taken"))).getFirst();
  }

  /// False on a server that has lost its role in a failover.
  public boolean writable() {
    return sql.query(WRITABLE, row -> row.bool("writable")).getFirst();
  }
}
