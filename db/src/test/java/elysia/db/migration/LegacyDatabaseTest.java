package elysia.db.migration;

import static elysia.db.migration.TestDatabase.BASE;
import static elysia.db.migration.TestDatabase.FOLLOW_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LegacyDatabaseTest {
  private static final String ROWS =
      """
      select 'bots ' || t from bots t union all select 'messages ' || t from bot_messages t
      union all select 'downsells ' || t from bot_downsells t
      union all select 'payments ' || t from payments t union all select 'outbox ' || t from outbox t
      union all select 'legacy ' || t from funnel_events_legacy t
      union all select tableoid::regclass || ' ' || t from funnel_events t
      order by 1
      """;

  @Test
  void the_first_migration_leaves_the_base_schema_untouched() throws SQLException {
    var database = baseDatabase();
    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
    var before = database.catalogRows();
    var rows = database.query(ROWS);

    database.executeFile(BASE);

    assertThat(database.catalogRows()).isEqualTo(before);
    assertThat(database.query(ROWS)).isEqualTo(rows).hasSize(14);
  }

  @Test
  void the_second_migration_makes_it_equal_to_a_new_database() throws SQLException {
    var database = baseDatabase();

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void a_second_run_changes_nothing_and_waits_for_nobody() throws SQLException {
    var database = baseDatabase();
    database.migrateBaseAndFollowUp();
    var before = database.catalogRows();

    try (var oldApplication = database.connect();
        var statement = oldApplication.createStatement()) {
      oldApplication.setAutoCommit(false);
      for (var table :
          database.query(
              "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")) {
        statement.execute("lock table only " + table + " in access exclusive mode");
      }
      database.migrateBaseAndFollowUp();
    }

    assertThat(database.catalogRows()).isEqualTo(before);
  }

  @Test
  void every_object_that_is_missing_comes_back() throws SQLException {
    var database = TestDatabase.empty();
    database.migrateBaseAndFollowUp();
    database.executeFile("/elysia/db/migration/drop-all-but-tables.sql");

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp())).isEmpty();
  }

  @Test
  void a_missing_column_that_rows_would_need_comes_back_empty() throws SQLException {
    var database = baseDatabase();
    database.execute("alter table bot_downsells drop column name");

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp()))
        .containsExactlyInAnyOrder(
            "missing bot_downsells column name text not null",
            "unexpected bot_downsells column name text");
  }

  @Test
  void the_doubtful_shapes_of_production_are_accepted_and_kept() throws SQLException {
    var database = baseDatabase();
    database.execute(
        """
        alter table bots drop column token_encrypted, add column token_encrypted text,
          alter column use_album drop default,
          alter column created_at drop not null, alter column created_at drop default;
        alter table shots add constraint chk_shots_media_refs_array check (jsonb_array_length(media_refs) <= 3);
        drop index ux_downsells_queue_event_id;
        create unique index ux_downsells_queue_event_id on downsells_queue (event_id) where event_id is not null;
        """);

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp()))
        .containsExactlyInAnyOrder(
            "missing bots column token_encrypted bytea",
            "unexpected bots column token_encrypted text",
            "missing bots column created_at timestamp with time zone not null default now()",
            "unexpected bots column created_at timestamp with time zone",
            "unexpected shots constraint chk_shots_media_refs_array CHECK ((jsonb_array_length(media_refs) <= 3))",
            "missing downsells_queue unique index ux_downsells_queue_event_id btree (event_id)",
            "unexpected downsells_queue unique index ux_downsells_queue_event_id btree (event_id) WHERE (event_id IS NOT NULL)");
  }

  @Test
  void an_index_that_production_put_on_the_parent_of_the_events_stays_there() throws SQLException {
    var database = baseDatabase();
    database.execute(
        """
        drop index ix_funnel_events_bot_time;
        create index ix_funnel_events_bot_time on funnel_events (bot_id, occurred_at desc);
        """);

    database.migrateBaseAndFollowUp();

    assertThat(database.schema())
        .contains("funnel_events index ix_funnel_events_bot_time btree (bot_id, occurred_at DESC)")
        .noneMatch(line -> line.startsWith("funnel_events_legacy index ix_funnel_events_bot_time"));
  }

  @Test
  void the_send_log_another_script_made_takes_both_writers() throws SQLException {
    var database = baseDatabase();
    database.execute(
        """
        drop table gateway_events;
        create table gateway_events (
          id bigserial primary key, request_id text not null, slug text not null, chat_id text not null,
          purpose text not null, status text not null, dedupe_key text not null, message_id bigint,
          error_code text, lat_ms integer, occurred_at timestamptz default now(),
          created_at timestamptz default now());
        insert into gateway_events (request_id, slug, chat_id, purpose, status, dedupe_key, lat_ms)
          values ('r1', 'demo_vip_bot', '900000001', 'start', 'sent', 'start:demo_vip_bot:900000001:default', 80);
        """);

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp()))
        .containsExactlyInAnyOrder(
            "missing gateway_events column provider text not null",
            "unexpected gateway_events column provider text",
            "missing gateway_events column provider_event_id text not null",
            "unexpected gateway_events column provider_event_id text",
            "unexpected gateway_events column lat_ms integer");
    database.execute(
        """
        insert into gateway_events (request_id, slug, chat_id, purpose, status, dedupe_key, lat_ms)
          values ('r2', 'demo_vip_bot', '900000002', 'start', 'sent', 'start:demo_vip_bot:900000002:default', 75);
        insert into gateway_events (provider, provider_event_id, payload) values ('pushinpay', 'charge-1', '{}');
        """);
    assertThat(database.query("select count(*) from gateway_events")).containsExactly("3");
  }

  @Test
  void a_foreign_key_that_orphans_break_binds_new_rows_only() throws SQLException {
    var database = baseDatabase();
    database.execute(
        """
        alter table bot_messages drop constraint fk_bot_messages_bot_id;
        insert into bot_messages (bot_id, slug, content) values (404, 'start', '{}');
        """);

    database.migrateBaseAndFollowUp();

    assertThat(database.differencesFrom(ExpectedSchema.followUp()))
        .contains(
            "unexpected bot_messages constraint fk_bot_messages_bot_id FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE NOT VALID")
        .hasSize(2);
    assertThatThrownBy(
            () ->
                database.execute(
                    "insert into bot_messages (bot_id, slug, content) values (405, 'start', '{}')"))
        .hasMessageContaining("fk_bot_messages_bot_id");
  }

  @Test
  void a_check_that_rows_break_is_left_off() throws SQLException {
    var database = baseDatabase();
    database.execute(
        """
        alter table downsells_queue drop constraint downsells_queue_status_check;
        insert into downsells_queue
            (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger, status)
          select id, slug, slug, '900000001', 900000001, now(), now(), 'start', 'error'
          from bot_downsells where name = 'primeiro';
        """);

    database.migrateBaseAndFollowUp();

    database.execute("update downsells_queue set attempts = attempts + 1 where status = 'error'");
    assertThat(database.query("select attempts from downsells_queue")).containsExactly("1");
  }

  @Test
  void a_column_of_an_unknown_type_stops_the_migration() throws SQLException {
    var database = baseDatabase();
    database.execute(
        "alter table bots alter column warmup_chat_id type bigint using warmup_chat_id::bigint");

    assertThatThrownBy(() -> database.executeFile(BASE))
        .hasMessageContaining("column bots.warmup_chat_id: expected type text, found bigint");
  }

  @Test
  void rows_of_one_bot_with_the_same_slug_stop_the_migration_with_their_ids() throws SQLException {
    var database = baseDatabase();
    database.execute(
        "update bot_downsells set bot_id = (select id from bots where slug = 'demo_vip_bot')");
    var ids =
        database
            .query("select string_agg(id::text, ', ' order by id) from bot_downsells")
            .getFirst();

    database.executeFile(BASE);

    assertThatThrownBy(() -> database.executeFile(FOLLOW_UP))
        .hasMessageContaining("bot_downsells")
        .hasMessageContaining("ids " + ids);
    assertThat(database.differencesFrom(ExpectedSchema.base())).isEmpty();
  }

  private TestDatabase baseDatabase() throws SQLException {
    var database = TestDatabase.empty();
    database.executeFile("/elysia/db/migration/legacy-base.sql");
    return database;
  }
}
