package elysia.db.migration;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every row of every table as it was before a migration, with the columns of that time.
record OldRows(TestDatabase database, Map<String, List<String>> byQuery) {
  private static final String QUERIES =
      """
      select format('select replace(row(%s)::text, ''+00'', '''') from %I order by 1',
        string_agg(quote_ident(a.attname), ', ' order by a.attnum), c.relname)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      group by c.relname
      """;

  /// What is there now.
  static OldRows of(TestDatabase database) throws SQLException {
    var rows = new TreeMap<String, List<String>>();
    for (var query : database.query(QUERIES)) {
      rows.put(query, database.query(query));
    }
    return new OldRows(database, rows);
  }

  /// The same columns of the same tables, read again. A time without zone that has got one (C29)
  /// reads alike.
  Map<String, List<String>> again() throws SQLException {
    var rows = new TreeMap<String, List<String>>();
    for (var query : byQuery.keySet()) {
      rows.put(query, database.query(query));
    }
    return rows;
  }

  long count() {
    return byQuery.values().stream().mapToLong(List::size).sum();
  }
}
