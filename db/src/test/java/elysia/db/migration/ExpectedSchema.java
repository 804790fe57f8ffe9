package elysia.db.migration;

import java.util.List;

/// `schema-expected.txt`: the document of the old database, not what the migrations happen to make.
final class ExpectedSchema {
  private ExpectedSchema() {}

  /// The base version.
  static List<String> base() {
    return lines(" -");
  }

  /// The base version and what the follow-up version made of it.
  static List<String> followUp() {
    return lines(" +");
  }

  private static List<String> lines(String markers) {
    return TestDatabase.text("schema-expected.txt")
        .lines()
        .filter(line -> !line.isEmpty() && markers.indexOf(line.charAt(0)) >= 0)
        .map(line -> line.substring(1))
        .toList();
  }
}
