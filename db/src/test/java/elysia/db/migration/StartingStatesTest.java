package elysia.db.migration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever an operator brings ends in one schema with every row it came with (L100).
class StartingStatesTest {
  private static final Map<String, Migrated> MIGRATED = new HashMap<>();

  static Stream<StartingState> fiveStates() {
    return Stream.of(
        StartingState.empty(),
        StartingState.base(),
        StartingState.followUpStandard(),
        StartingState.followUp(),
        StartingState.mixed(1));
  }

  static Stream<StartingState> allStates() {
    return Stream.of(fiveStates(), Stream.of(2, 3).map(StartingState::mixed), Variants.all())
        .flatMap(states -> states);
  }

  /// A state and what became of it, migrated once for all the tests below.
  private record Migrated(
      StartingState state, TestDatabase database, OldRows before, Fingerprint after) {
    static Migrated from(StartingState state) throws SQLException {
      var made = MIGRATED.get(state.name());
      if (made == null) {
        var database = state.make();
        var before = OldRows.of(database);
        database.migrate();
        made = new Migrated(state, database, before, Fingerprint.of(database));
        MIGRATED.put(state.name(), made);
      }
      return made;
    }
  }

  @ParameterizedTest
  @MethodSource("allStates")
  void every_state_ends_in_the_schema_of_an_empty_database(StartingState state)
      throws SQLException {
    var reference = Migrated.from(StartingState.empty()).after();

    var migrated = Migrated.from(state);

    assertThat(reference.differences(migrated.after()))
        .containsExactlyInAnyOrderElementsOf(state.kept());
  }

  @ParameterizedTest
  @MethodSource("allStates")
  void every_old_row_is_as_it_was(StartingState state) throws SQLException {
    var migrated = Migrated.from(state);

    assertThat(migrated.before().again()).isEqualTo(migrated.before().byQuery());
    if (!state.name().equals(StartingState.empty().name())) {
      assertThat(migrated.before().count()).isGreaterThan(30);
    }
  }

  @ParameterizedTest
  @MethodSource("allStates")
  void every_month_is_there_from_the_oldest_event_to_three_ahead(StartingState state)
      throws SQLException {
    var migrated = Migrated.from(state);

    assertThat(migrated.database().query("select count(*) from only funnel_events_default"))
        .containsExactly("0");
    assertThat(monthsOf(migrated)).containsExactlyElementsOf(expectedMonths(migrated));
    assertThat(objectsOfEachMonth(migrated).keySet()).hasSameSizeAs(expectedMonths(migrated));
    assertThat(Set.copyOf(objectsOfEachMonth(migrated).values())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("allStates")
  void a_second_run_changes_nothing(StartingState state) throws SQLException {
    var database = Migrated.from(state).database();
    var catalog = database.catalogRows();

    database.migrate();

    assertThat(database.catalogRows()).isEqualTo(catalog);
  }

  @ParameterizedTest
  @MethodSource("fiveStates")
  void scripts_that_run_a_second_time_change_nothing(StartingState state) throws SQLException {
    var migrated = Migrated.from(state);
    migrated.database().forgetHistory();

    migrated.database().migrate();

    assertThat(Fingerprint.of(migrated.database())).isEqualTo(migrated.after());
    assertThat(migrated.before().again()).isEqualTo(migrated.before().byQuery());
  }

  private static List<String> monthsOf(Migrated migrated) {
    return migrated.after().months().stream()
        .filter(line -> line.contains(" partition of "))
        .toList();
  }

  private static Map<String, Set<String>> objectsOfEachMonth(Migrated migrated) {
    return migrated.after().months().stream()
        .filter(line -> !line.contains(" partition of "))
        .collect(
            groupingBy(
                line -> line.substring(0, line.indexOf(' ')),
                mapping(line -> line.replaceAll("\\d{4}_\\d{2}", "<month>"), toSet())));
  }

  private static List<String> expectedMonths(Migrated migrated) throws SQLException {
    var today = YearMonth.now(ZoneOffset.UTC);
    var oldest =
        migrated
            .database()
            .query("select coalesce(to_char(min(occurred_at), 'YYYY-MM'), '') from funnel_events")
            .getFirst();
    var months = new TreeSet<YearMonth>();
    for (int month = 10; month <= 12; month++) {
      months.add(YearMonth.of(2025, month));
    }
    for (var month = oldest.isEmpty() ? today : YearMonth.parse(oldest);
        !month.isAfter(today.plusMonths(3));
        month = month.plusMonths(1)) {
      months.add(month);
    }
    var lines = new ArrayList<String>();
    for (var month : months) {
      lines.add(
          "funnel_events_%s partition of funnel_events FOR VALUES FROM ('%s-01 00:00:00+00') TO ('%s-01 00:00:00+00')"
              .formatted(month.toString().replace('-', '_'), month, month.plusMonths(1)));
    }
    return lines;
  }
}
