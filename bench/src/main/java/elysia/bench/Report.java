package elysia.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a bench found: a table for people, then one line of JSON for programs.
final class Report {
  private record Line(String what, String value) {}

  private final String bench;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Object> json = new LinkedHashMap<>();

  Report(String bench) {
    this.bench = bench;
  }

  /// A row of the table that is not in the JSON.
  Report line(String what, Object value) {
    lines.add(new Line(what, String.valueOf(value)));
    return this;
  }

  /// A row of the table and a key of the JSON.
  Report value(String key, String what, Number value) {
    json.put(key, value);
    return line(what, value);
  }

  /// A key of the JSON that is not in the table.
  Report values(String key, List<Map<String, Object>> values) {
    json.put(key, values);
    return this;
  }

  void print(PrintStream out) throws IOException {
    int width = lines.stream().mapToInt(line -> line.what().length()).max().orElse(0);
    out.println("bench " + bench);
    for (var line : lines) {
      out.println("  " + line.what() + " ".repeat(width - line.what().length() + 2) + line.value());
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("bench", bench);
    object.putAll(json);
    out.println(new ObjectMapper().writeValueAsString(object));
  }
}
