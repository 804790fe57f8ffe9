package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The statements of the old application, which runs beside the new one, against the migrated
/// schema.
class OldApplicationTest {
  @Test
  void its_inserts_still_work() throws SQLException {
    var database = migratedDatabase();

    database.execute(
        """
        insert into payments
            (transaction_id, provider, status, gateway, bot_id, bot_user_id, value_cents, gateway_charge_id,
             pix_qr_code, pix_copy_paste, expires_at, meta, customer_first_name, source_kind, source_slug)
          values ('charge-1', 'pushinpay', 'created', 'pushinpay', 1, 1, 1990, 'charge-1',
             'code', 'code', now(), '{"planName":"Mensal"}', 'Ana', 'downsell', 'oferta:1');
        insert into gateway_events (provider, provider_event_id, payload) values ('pushinpay', 'charge-1', '{}');
        insert into gateway_events (provider, provider_event_id, payload) values ('pushinpay', 'charge-2', '{}')
          on conflict do nothing;
        insert into bot_downsells (slug, name, content) values ('demo_vip_bot', 'primeiro', '{}');
        insert into downsells_queue
            (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger)
          select id, slug, slug, '900000001', 900000001, now(), now(), 'start' from bot_downsells;
        insert into media_cache (bot_slug, kind, sha256) values ('demo_vip_bot', 'photo', repeat('a', 64))
          on conflict (bot_slug, kind, sha256) do nothing;
        """);

    assertThat(database.query("select status from media_cache")).containsExactly("warming");
    assertThat(database.query("select status from downsells_queue")).containsExactly("pending");
    assertThat(database.query("select count(*) from payments")).containsExactly("1");
  }

  @Test
  void an_event_without_ids_gets_them_from_the_parent() throws SQLException {
    var database = migratedDatabase();

    database.execute(
        "insert into funnel_events (event_name, bot_id, telegram_id, occurred_at) values ('bot_start', 1, 900000001, '2025-11-05 12:00:00+00')");

    assertThat(database.query("select id || ' ' || tableoid::regclass from funnel_events"))
        .containsExactly("1 funnel_events_2025_11");
    assertThat(database.query("select event_id from funnel_events"))
        .allMatch(id -> id.matches("\\d{14}_\\d{1,6}"));
  }

  @Test
  void a_message_with_half_its_media_is_rejected() throws SQLException {
    var database = migratedDatabase();

    assertThatThrownBy(
            () ->
                database.execute(
                    "insert into bot_messages (slug, content, media_sha256) values ('demo_vip_bot', '{}', 'a')"))
        .hasMessageContaining("media_kind");
    assertThatThrownBy(
            () ->
                database.execute(
                    "insert into bot_messages (slug, content, media_sha256, media_kind, media_r2_key) values ('demo_vip_bot', '{}', 'a', 'photo', 'k')"))
        .hasMessageContaining("message_type");
  }

  @Test
  void the_media_view_joins_store_and_cache_and_an_update_moves_the_clock() throws SQLException {
    var database = migratedDatabase();
    database.execute(
        """
        insert into bot_messages (slug, message_type, content, media_sha256, media_kind, media_r2_key)
          values ('demo_vip_bot', 'photo', '{}', 'a', 'photo', 'k'), ('demo_vip_bot', 'text', '{}', null, null, null);
        insert into media_store (bot_slug, kind, r2_key, bytes, sha256, mime, updated_at)
          values ('demo_vip_bot', 'photo', 'k', 512, 'a', 'image/jpeg', '2025-01-01 00:00:00+00');
        insert into media_cache (bot_slug, kind, sha256, tg_file_id, updated_at)
          values ('demo_vip_bot', 'photo', 'a', 'F1', '2025-01-01 00:00:00+00'), ('demo_vip_bot', 'video', 'a', 'F2', now());
        """);

    database.execute("update media_store set width = 10; update media_cache set status = 'ready'");

    assertThat(
            database.query(
                "select media_bytes || ' ' || media_mime || ' ' || cache_status || ' ' || tg_file_id from bot_messages_with_media"))
        .containsExactly("512 image/jpeg ready F1");
    assertThat(
            database.query(
                "select count(*) from (select updated_at from media_store union all select updated_at from media_cache) t where updated_at < '2026-01-01'"))
        .containsExactly("0");
  }

  private TestDatabase migratedDatabase() throws SQLException {
    var database = TestDatabase.empty();
    database.migrateBaseAndFollowUp();
    return database;
  }
}
