package elysia.db.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The schema this program was built for, compared with the one that is there.
///
/// An object that "exists already" may be another one, or an older one (C14, C19): code for the
/// right one fails on it later, on that database only. What is there beside our objects is nobody's
/// business here.
final class SchemaShape {
  // the words that name an object: "bots column slug", "bots unique index ux_bots_slug", "table
  // bots"
  private static final Pattern OBJECT = Pattern.compile("\\S+ (?:unique )?\\S+(?: \\S+)?");

  private SchemaShape() {}

  /// One line for each object that isn't there or isn't as expected, in the operator's language.
  static List<String> faults(Connection connection) throws SQLException {
    var found = dump(connection);
    return resource("schema.txt")
        .lines()
        .filter(line -> !line.startsWith("?") && !line.startsWith("#") && !found.contains(line))
        .map(line -> "esperado: %s; encontrado: %s".formatted(line, instead(line, found)))
        .toList();
  }

  /// Every object of the schema, one a line, in the words of `schema.txt`.
  static List<String> dump(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(resource("schema-dump.sql"))) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private static String instead(String line, List<String> found) {
    var object = OBJECT.matcher(line);
    if (!object.lookingAt()) {
      return "nada";
    }
    return found.stream()
        .filter(other -> other.startsWith(object.group() + " "))
        .findFirst()
        .orElse("nada");
  }

  private static String resource(String name) {
    try (var stream = SchemaShape.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
