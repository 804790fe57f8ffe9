package elysia.db.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A whole schema: every object, and the code of functions and views. The months of `funnel_events`
/// are apart, because a database has as many as its oldest event asks for (C15).
record Fingerprint(List<String> objects, List<String> code, List<String> months) {
  private static final Pattern MONTH = Pattern.compile("funnel_events_\\d{4}_\\d{2} .*");

  static Fingerprint of(TestDatabase database) throws SQLException {
    var objects = database.schema();
    return new Fingerprint(
        objects.stream().filter(line -> !MONTH.matcher(line).matches()).toList(),
        database.query(
            "select object || ' = ' || definition from (%s) as code"
                .formatted(TestDatabase.text("definitions.sql"))),
        objects.stream().filter(line -> MONTH.matcher(line).matches()).toList());
  }

  /// How `other` differs from this one: a line for each object too few or too many, the name where
  /// code is otherwise.
  List<String> differences(Fingerprint other) {
    return Stream.of(
            without(objects, other.objects).map(line -> "missing " + line),
            without(other.objects, objects).map(line -> "unexpected " + line),
            without(other.code, code).map(line -> line.substring(0, line.indexOf(" = "))))
        .flatMap(lines -> lines)
        .toList();
  }

  private static Stream<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line));
  }
}
