package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Facts of the old database that break whoever doesn't know them, each with its number. Those that
/// need the application are proven where it is: docs/lessons.md lists all forty.
class LandminesTest {
  private static final TestDatabase ADOPTED = TestDatabase.adopted();

  private static final String DOWNSELL =
      """
      insert into downsells_queue
        (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger, status, event_id)
      values (2, 'demo_vip_bot', 'demo_vip_bot', '%1$d', %1$d, now(), now(), 'start', 'queued', %2$s)
      """;

  @Test
  void c1_a_downsell_may_fail_and_may_have_any_of_our_words() throws SQLException {
    ADOPTED.execute(DOWNSELL.formatted(900_000_101, "null"));

    for (var word : List.of("error", "sending", "unknown")) {
      ADOPTED.execute(
          "update downsells_queue set status = '%s' where telegram_id = 900000101".formatted(word));
    }
  }

  @Test
  void c2_a_downsell_without_one_of_its_twins_is_refused() {
    for (var twin :
        List.of("slug", "bot_slug", "tg_id", "telegram_id", "schedule_at", "scheduled_at")) {
      assertThatThrownBy(
              () ->
                  ADOPTED.execute(
                      DOWNSELL.formatted(900_000_102, "null")
                          + "; update downsells_queue set %s = null where telegram_id = 900000102"
                              .formatted(twin)))
          .hasMessageContaining("\"" + twin + "\"");
    }
  }

  @Test
  void c4_gateway_events_without_a_key_are_all_stored() throws SQLException {
    for (int number = 1; number <= 3; number++) {
      ADOPTED.execute(
          "insert into gateway_events (provider, provider_event_id) values ('c4', '%d') on conflict do nothing"
              .formatted(number));
    }

    assertThat(
            ADOPTED.query(
                "select count(distinct dedupe_key) from gateway_events where provider = 'c4'"))
        .containsExactly("3");
  }

  @Test
  void c7_our_words_have_an_index_of_their_own_and_the_old_default_stays() throws SQLException {
    var plan =
        plan(
            "select id from shots_queue where shot_id = 1 and status = 'pending' order by id limit 10");

    assertThat(plan).anyMatch(line -> line.contains("ix_shots_queue_pending"));
    assertThat(ADOPTED.query("select distinct status from shots_queue order by 1"))
        .contains("PENDING", "SENT", "FAILED");
  }

  @Test
  void c8_a_file_id_is_kept_once_under_both_names_of_its_key() throws SQLException {
    for (var key : List.of("bot_slug, sha256, kind", "bot_slug, kind, sha256")) {
      ADOPTED.execute(
          """
          insert into media_cache (bot_slug, kind, sha256) values ('c8', 'photo', repeat('c', 64))
          on conflict (%s) do nothing
          """
              .formatted(key));
    }

    assertThat(ADOPTED.query("select count(*) from media_cache where bot_slug = 'c8'"))
        .containsExactly("1");
  }

  @Test
  void c13_items_told_apart_by_nothing_stop_the_migration_with_their_ids() throws SQLException {
    var database = StartingState.base().make();
    database.execute("update bot_downsells set bot_id = 1");

    assertThatThrownBy(database::migrate)
        .hasMessageContaining("tabela bot_downsells: cada bot_id e slug devia ter uma linha só")
        .hasMessageContaining("ids 1, 2")
        .hasMessageContaining("Deixe o bot_id vazio de novo");

    database.execute("update bot_downsells set bot_id = null");
    database.migrate();
  }

  @Test
  void c14_an_index_name_that_another_table_has_stops_the_migration() throws SQLException {
    var database = StartingState.base().make();
    database.execute("create index idx_payments_bot_id on funnel_events_legacy (bot_id)");

    assertThatThrownBy(database::migrate).hasMessageContaining("\"idx_payments_bot_id\"");
  }

  @Test
  void c19_a_column_of_another_type_stops_the_migration() throws SQLException {
    var database = StartingState.base().make();
    database.execute(
        "alter table bots alter column warmup_chat_id type bigint using warmup_chat_id::bigint");

    assertThatThrownBy(database::migrate)
        .hasMessageContaining("a coluna bots.warmup_chat_id devia ser do tipo text, mas é bigint");
  }

  @Test
  void c21_a_message_with_half_its_media_is_refused_and_one_without_is_not() throws SQLException {
    var insert =
        "insert into bot_messages (slug, content, media_sha256, media_kind, media_r2_key) values ('c21', '{}', %s)";

    assertThatThrownBy(() -> ADOPTED.execute(insert.formatted("'a', null, null")))
        .hasMessageContaining("mídia");
    assertThatThrownBy(() -> ADOPTED.execute(insert.formatted("'a', 'photo', 'k'")))
        .hasMessageContaining("mídia");
    ADOPTED.execute(insert.formatted("null, null, null"));
  }

  @Test
  void c22_no_statement_of_ours_deletes_a_bot() {
    assertThat(OurStatements.all()).noneMatch(code -> code.contains("delete from bots"));
  }

  @Test
  void c22_only_the_old_keys_cascade() throws SQLException {
    var old =
        ExpectedSchema.followUp().stream()
            .filter(line -> line.endsWith("ON DELETE CASCADE"))
            .toList();

    assertThat(ADOPTED.schema().stream().filter(line -> line.contains("ON DELETE CASCADE")))
        .containsExactlyInAnyOrderElementsOf(old);
    assertThat(ADOPTED.schema().stream().filter(line -> line.contains("FOREIGN KEY")))
        .allMatch(line -> line.endsWith("CASCADE") || line.endsWith("RESTRICT"));
  }

  @Test
  void c24_a_charge_is_found_in_either_case_by_an_index() throws SQLException {
    var plan = plan("select id from payments where lower(gateway_charge_id) = 'charge-paid'");

    assertThat(plan).anyMatch(line -> line.contains("ix_payments_charge_id_lower"));
  }

  @Test
  void c25_a_payment_may_belong_to_nobody() throws SQLException {
    assertThat(
            ADOPTED.query(
                "select bot_user_id from payments where transaction_id = 'charge-orphan'"))
        .containsExactly("404");
    assertThat(
            ADOPTED.query(
                "select conname from pg_constraint where contype = 'f' and conrelid = 'payments'::regclass"))
        .isEmpty();
  }

  @Test
  void c29_times_without_a_zone_were_utc() throws SQLException {
    assertThat(
            ADOPTED.query(
                "select deleted_at from shot_plans_history where bot_id = 3::bigint order by id"))
        .containsExactly("2025-12-01 12:00:00+00", "2025-12-02 12:00:00+00");
  }

  @Test
  void c30_an_event_id_lets_a_row_in_once_whatever_index_was_there() throws SQLException {
    ADOPTED.execute("drop index ux_downsells_queue_event_id");
    ADOPTED.execute(
        "create unique index ux_downsells_queue_event_id on downsells_queue (event_id) where event_id is not null");

    for (long person = 900_000_131; person < 900_000_133; person++) {
      ADOPTED.execute(DOWNSELL.formatted(person, "'c30'") + " on conflict (event_id) do nothing");
      ADOPTED.execute(
          """
          insert into shots_queue (shot_id, slug, tg_id, telegram_id, status, event_id)
          values (1, 'demo_vip_bot', '%1$d', %1$d, 'pending', 'c30')
          on conflict (event_id) where event_id is not null do nothing
          """
              .formatted(person));
    }

    assertThat(
            ADOPTED.query(
                "select count(*) from downsells_queue where event_id = 'c30' union all select count(*) from shots_queue where event_id = 'c30'"))
        .containsExactly("1", "1");
  }

  @Test
  void c31_gateway_events_take_webhooks_and_the_old_send_log() throws SQLException {
    var otherScript = Variants.sendLogOfAnotherScript().make();
    otherScript.migrate();

    for (var database : List.of(ADOPTED, otherScript)) {
      database.execute(
          """
          insert into gateway_events (request_id, slug, chat_id, purpose, status, dedupe_key, latency_ms)
            values ('c31', 'demo_vip_bot', '900000001', 'start', 'sent', 'c31', 75);
          insert into gateway_events (provider, provider_event_id, payload) values ('c31', 'charge', '{}');
          """);
    }
  }

  @Test
  void c32_the_old_outbox_takes_old_rows_and_none_of_them_is_ours() throws SQLException {
    ADOPTED.execute("insert into outbox (topic, payload) values ('demo', '{}')");

    assertThat(ADOPTED.query("select count(message_id) from outbox")).containsExactly("0");
  }

  @Test
  void c33_a_session_may_have_any_text_for_an_id() throws SQLException {
    assertThat(
            ADOPTED.query(
                "select host(ip) || ' ' || utm_term || coalesce(fbclid, '') from tracking_sessions where id = 'abc-not-a-uuid'"))
        .containsExactly("2001:db8::1 t1");
  }

  @Test
  void c37_an_old_table_asks_the_old_application_for_nothing_new() throws SQLException {
    var asked = columnsThatMustBeGiven(ExpectedSchema.followUp());
    var oldTables =
        ExpectedSchema.followUp().stream()
            .filter(line -> line.startsWith("table ") || line.contains(" partitioned by "))
            .map(line -> line.replace("table ", "").split(" ", 2)[0])
            .toList();

    assertThat(
            columnsThatMustBeGiven(ADOPTED.schema()).stream()
                .filter(column -> oldTables.contains(column.split(" ", 2)[0])))
        .isNotEmpty()
        .isSubsetOf(asked);
  }

  private static List<String> columnsThatMustBeGiven(List<String> schema) {
    return schema.stream()
        .filter(line -> line.matches("\\S+ column .* not null"))
        .map(line -> line.substring(0, line.indexOf(' ', line.indexOf(" column ") + 8)))
        .toList();
  }

  private static List<String> plan(String query) throws SQLException {
    try (var connection = ADOPTED.connect();
        var statement = connection.createStatement()) {
      statement.execute("set enable_seqscan = off");
      var lines = new ArrayList<String>();
      try (var rows = statement.executeQuery("explain " + query)) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines;
    }
  }
}
