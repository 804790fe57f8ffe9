package elysia.db;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs explicit SQL: on the transaction's connection inside one, else on a connection of its own
/// that commits by itself.
///
/// Parameters are positional. Ids of ours go in as they are, times as [Instant], JSON as [Json].
@Singleton
public final class Sql {
  private final ConnectionOperations<Connection> connections;

  Sql(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  /// Reads one row into a value.
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(Row row) throws SQLException;
  }

  /// A text that goes into a `jsonb` column.
  public record Json(String text) {}

  /// All rows, in the statement's order.
  public <T> List<T> query(String statement, RowMapper<T> mapper, @Nullable Object... parameters) {
    return onConnection(
        statement,
        parameters,
        prepared -> {
          try (var rows = prepared.executeQuery()) {
            var result = new ArrayList<T>();
            var row = new Row(rows);
            while (rows.next()) {
              result.add(mapper.map(row));
            }
            return result;
          }
        });
  }

  /// The row, or empty.
  ///
  /// @throws IllegalStateException when there are more
  public <T> Optional<T> one(
      String statement, RowMapper<T> mapper, @Nullable Object... parameters) {
    var rows = query(statement, mapper, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException(
          "at most one row expected, got " + rows.size() + " from: " + statement);
    }
    return rows.stream().findFirst();
  }

  /// How many rows the statement changed: 0 is an answer, not an accident.
  public int update(String statement, @Nullable Object... parameters) {
    return onConnection(statement, parameters, PreparedStatement::executeUpdate);
  }

  /// Runs the statement once per parameter list, in one round trip; returns how many rows each
  /// changed.
  public int[] batch(String statement, List<@Nullable Object[]> parameterLists) {
    return onConnection(
        statement,
        prepared -> {
          for (var parameters : parameterLists) {
            bind(prepared, parameters);
            prepared.addBatch();
          }
          return prepared.executeBatch();
        });
  }

  private interface Work<T> {
    T run(PreparedStatement prepared) throws SQLException;
  }

  private <T> T onConnection(String statement, @Nullable Object[] parameters, Work<T> work) {
    return onConnection(
        statement,
        prepared -> {
          bind(prepared, parameters);
          return work.run(prepared);
        });
  }

  private <T> T onConnection(String statement, Work<T> work) {
    try {
      return connections.execute(
          ConnectionDefinition.DEFAULT,
          status -> {
            try (var prepared = status.getConnection().prepareStatement(statement)) {
              return work.run(prepared);
            } catch (SQLException e) {
              throw new DatabaseException(e, statement);
            }
          });
    } catch (CannotGetJdbcConnectionException | ConnectionException e) {
      throw new DatabaseException(e); // the pool gave none, or the line broke
    }
  }

  private static void bind(PreparedStatement prepared, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(prepared, i + 1, parameters[i]);
    }
  }

  private static void bind(PreparedStatement prepared, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> prepared.setObject(index, null);
      case Instant time ->
          prepared.setObject(index, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      case Json json -> prepared.setObject(index, json.text(), Types.OTHER);
      case Record id -> prepared.setObject(index, idValue(id));
      default -> prepared.setObject(index, value);
    }
  }

  private static Object idValue(Record id) {
    var components = id.getClass().getRecordComponents();
    if (components.length != 1) {
      throw new IllegalArgumentException("an id expected, got a " + id.getClass().getSimpleName());
    }
    try {
      return components[0].getAccessor().invoke(id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "cannot read the id of " + id.getClass().getSimpleName(), e);
    }
  }

  /// The row under the cursor, with the reads that JDBC makes awkward.
  public static final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
      this.rows = rows;
    }

    public long id(String column) throws SQLException {
      return rows.getLong(column);
    }

    public @Nullable Long optionalLong(String column) throws SQLException {
      long value = rows.getLong(column);
      return rows.wasNull() ? null : value;
    }

    public int integer(String column) throws SQLException {
      return rows.getInt(column);
    }

    public boolean bool(String column) throws SQLException {
      return rows.getBoolean(column);
    }

    /// @throws IllegalStateException when it is null
    public String text(String column) throws SQLException {
      return required(column, rows.getString(column));
    }

    public @Nullable String optionalText(String column) throws SQLException {
      return rows.getString(column);
    }

    /// @throws IllegalStateException when it is null
    public Instant instant(String column) throws SQLException {
      return required(column, optionalInstant(column));
    }

    public @Nullable Instant optionalInstant(String column) throws SQLException {
      var time = rows.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }

    private static <T> T required(String column, @Nullable T value) {
      if (value == null) {
        throw new IllegalStateException("a value expected in column " + column + ", got null");
      }
      return value;
    }
  }
}
