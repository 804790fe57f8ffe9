package elysia.db.tracking;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows as arrays, one per column, for `unnest`: one statement stores a whole batch.
record Columns<T>(List<T> rows) {
  /// Without U+0000, which PostgreSQL's text cannot hold: one such character would refuse the
  /// batch.
  @Nullable String[] texts(Function<T, @Nullable String> column) {
    return rows.stream()
        .map(column)
        .map(text -> text == null ? null : text.replace("\0", ""))
        .toArray(String[]::new);
  }

  @Nullable Long[] numbers(Function<T, @Nullable Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  String[] times(Function<T, Instant> column) {
    return rows.stream().map(column).map(Instant::toString).toArray(String[]::new);
  }
}
