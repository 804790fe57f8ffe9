package elysia.panel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Prints answers: for people as lines and tables, for programs as JSON.
final class Console {
  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  void json(JsonNode node) {
    out.println(node.toPrettyString());
  }

  /// One row per element, with these fields as columns.
  void table(JsonNode rows, List<String> fields) {
    var lines =
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> fields.stream().map(field -> cell(row.path(field))).toList())
            .collect(Collectors.toList());
    lines.addFirst(fields);
    var widths =
        IntStream.range(0, fields.size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    for (var line : lines) {
      out.println(
          IntStream.range(0, fields.size())
              .mapToObj(
                  column ->
                      line.get(column) + " ".repeat(widths[column] - line.get(column).length()))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
  }

  private static String cell(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "-" : value.asText();
  }
}
