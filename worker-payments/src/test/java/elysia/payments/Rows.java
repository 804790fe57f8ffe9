package elysia.payments;

import elysia.localstack.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is in the tables, read and written beside the program under test.
final class Rows {
  private final Database database;

  Rows(Database database) {
    this.database = database;
  }

  List<Map<String, @Nullable Object>> all(String sql, Object... parameters) {
    try (var connection = database.connect();
        var statement = prepare(connection, sql, parameters);
        var rows = statement.executeQuery()) {
      var found = new ArrayList<Map<String, @Nullable Object>>();
      while (rows.next()) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The only row.
  Map<String, @Nullable Object> one(String sql, Object... parameters) {
    var rows = all(sql, parameters);
    if (rows.size() != 1) {
      throw new IllegalStateException("one row expected, got " + rows.size() + ": " + sql);
    }
    return rows.getFirst();
  }

  /// The only value of the only row, as text; `null` as "null".
  String text(String sql, Object... parameters) {
    return String.valueOf(one(sql, parameters).values().iterator().next());
  }

  long number(String sql, Object... parameters) {
    return Long.parseLong(text(sql, parameters));
  }

  /// The first column of all rows, as texts.
  List<String> texts(String sql, Object... parameters) {
    return all(sql, parameters).stream()
        .map(row -> String.valueOf(row.values().iterator().next()))
        .toList();
  }

  int update(String sql, Object... parameters) {
    try (var connection = database.connect();
        var statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static java.sql.PreparedStatement prepare(
      Connection connection, String sql, Object... parameters) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
