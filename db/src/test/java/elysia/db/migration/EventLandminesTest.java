package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Facts of `funnel_events` that break whoever doesn't know them, each with its number.
class EventLandminesTest {
  private static final TestDatabase ADOPTED = TestDatabase.adopted();

  @Test
  void c3_an_event_told_again_is_stored_once() throws SQLException {
    var event =
        """
        insert into funnel_events (event_name, event_id, occurred_at) values ('bot_start', 'c3', '2026-05-01 00:00:00+00')
        on conflict do nothing
        """;

    ADOPTED.execute(event);
    ADOPTED.execute(event);

    assertThat(ADOPTED.query("select count(*) from funnel_events where event_id = 'c3'"))
        .containsExactly("1");
  }

  @Test
  void c10_ten_thousand_events_of_one_second_without_an_id_are_all_stored() throws SQLException {
    ADOPTED.execute(
        """
        insert into funnel_events (event_name, occurred_at)
        select 'c10', '2026-05-02 12:00:00+00' from generate_series(1, 10000) on conflict do nothing
        """);

    assertThat(ADOPTED.query("select count(*) from funnel_events where event_name = 'c10'"))
        .containsExactly("10000");
  }

  @Test
  void c15_events_of_today_in_three_months_and_after_a_year_have_their_own_month()
      throws SQLException {
    var now = "insert into funnel_events (event_name, occurred_at) values ('c15', now())";
    var ahead = now.replace("now()", "now() + interval '3 months'");
    var nextYear = now.replace("now()", "now() + interval '15 months'");

    ADOPTED.execute(now + ";" + ahead);
    ADOPTED.execute(
        """
        set local time zone 'America/Sao_Paulo';
        select ensure_funnel_events_month(month)
        from funnel_events_months((now() + interval '12 months')::date, 3) as month
        """);
    ADOPTED.execute(nextYear);

    assertThat(
            ADOPTED.query(
                """
                select tableoid::regclass = ('funnel_events_' || to_char(occurred_at at time zone 'UTC', 'YYYY_MM'))::regclass
                from funnel_events where event_name = 'c15'
                """))
        .containsExactly("t", "t", "t");
    assertThat(
            ADOPTED.query(
                "select relname from pg_class where relispartition and relkind = 'r' and pg_get_expr(relpartbound, oid) !~ '00:00:00\\+00|DEFAULT'"))
        .isEmpty();
  }

  @Test
  void c16_an_event_without_an_id_is_numbered_by_the_parent() throws SQLException {
    ADOPTED.execute(
        "insert into funnel_events (event_name, event_id, occurred_at) values ('bot_start', 'c16', '2025-11-05 12:00:00+00')");

    assertThat(ADOPTED.query("select id > 0 from funnel_events_2025_11 where event_id = 'c16'"))
        .containsExactly("t");
  }

  @Test
  void c17_ids_of_events_repeat_and_nothing_points_at_them() throws SQLException {
    assertThat(ADOPTED.query("select id from funnel_events group by id having count(*) > 1"))
        .isNotEmpty();
    assertThat(
            ADOPTED.query(
                "select conname from pg_constraint where confrelid = 'funnel_events'::regclass"))
        .isEmpty();
  }

  @Test
  void c15_a_month_gives_up_when_somebody_reads_for_long() throws SQLException {
    try (var report = ADOPTED.connect();
        var statement = report.createStatement()) {
      report.setAutoCommit(false);
      statement.execute("select count(*) from funnel_events");

      assertThatThrownBy(
              () ->
                  ADOPTED.execute(
                      "set local statement_timeout = '20s'; select ensure_funnel_events_month('2031-01-01')"))
          .hasMessageContaining("lock timeout");
    }
  }

  @Test
  void c16_c18_no_statement_of_ours_writes_into_a_month_or_reads_the_old_events() {
    assertThat(OurStatements.all())
        .noneMatch(code -> code.contains("funnel_events_20"))
        .noneMatch(code -> code.contains("funnel_events_legacy"));
  }
}
