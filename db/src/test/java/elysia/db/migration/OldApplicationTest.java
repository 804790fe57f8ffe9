package elysia.db.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The statements of the old application, which runs beside the new one, against the final schema
/// over its own rows (C37).
class OldApplicationTest {
  private static final TestDatabase DATABASE = TestDatabase.adopted();

  @Test
  void its_inserts_still_work() throws SQLException {
    DATABASE.execute(
        """
        insert into payments
            (transaction_id, provider, status, gateway, bot_id, bot_user_id, value_cents, gateway_charge_id,
             pix_qr_code, pix_copy_paste, expires_at, meta, customer_first_name, source_kind, source_slug)
          values ('charge-1', 'pushinpay', 'created', 'pushinpay', 3, 1, 1990, 'charge-1',
             'code', 'code', now(), '{"planName":"Mensal"}', 'Ana', 'downsell', 'oferta:1');
        insert into bot_downsells (slug, name, content) values ('demo_two_bot', 'primeiro', '{}');
        insert into downsells_queue
            (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger)
          select id, slug, slug, '900000021', 900000021, now(), now(), 'start' from bot_downsells
          where slug = 'demo_two_bot';
        insert into media_cache (bot_slug, kind, sha256) values ('demo_two_bot', 'photo', repeat('a', 64))
          on conflict (bot_slug, kind, sha256) do nothing;
        insert into shots_queue (shot_id, slug, tg_id, telegram_id, event_id) values (1, 'demo_vip_bot', '900000021', 900000021, 'sh:21')
          on conflict (shot_id, telegram_id) do nothing;
        insert into bot_users (bot_id, telegram_id, last_start_at) values (3, 900000021, now())
          on conflict (bot_id, telegram_id) do update set last_seen_at = now();
        """);

    assertThat(DATABASE.query("select status from media_cache where bot_slug = 'demo_two_bot'"))
        .containsExactly("warming");
    assertThat(DATABASE.query("select status from downsells_queue where tg_id = '900000021'"))
        .containsExactly("pending");
    assertThat(DATABASE.query("select status from shots_queue where tg_id = '900000021'"))
        .containsExactly("PENDING");
    assertThat(DATABASE.query("select count(*) from payments where transaction_id = 'charge-1'"))
        .containsExactly("1");
  }

  @Test
  void its_updates_still_work() throws SQLException {
    DATABASE.execute(
        """
        update payments set status = 'paid', paid_at = now() where gateway_charge_id ilike 'CHARGE-CREATED';
        update downsells_queue set status = 'sent', attempts = attempts + 1 where slug = 'oferta:1' and status = 'pending';
        update shots_queue set status = 'SENT', message_id = 7 where tg_id = '900000007' and status = 'PENDING';
        update bots set token_status = 'validated', webhook_secret_token = 'TEST-SECRET-2' where slug = 'demo_new_bot';
        """);

    assertThat(
            DATABASE.query("select status from payments where transaction_id = 'charge-created'"))
        .containsExactly("paid");
    assertThat(DATABASE.query("select status from shots_queue where tg_id = '900000007'"))
        .containsExactly("SENT");
  }

  @Test
  void what_it_reads_is_still_there() throws SQLException {
    var reads =
        List.of(
            "select content -> 'messages' ->> 0 from bot_messages where bot_id = 3 and slug = 'start' and active",
            "select start_message -> 'message' ->> 'text' from bots where slug = 'demo_vip_bot' and deleted_at is null",
            "select plans -> 0 ->> 'value' from shot_plans_history where bot_id = 3 and shot_slug = 'sumiu' order by deleted_at desc limit 1",
            "select tg_file_id from bot_messages_with_media where slug = 'demo_vip_bot'");

    for (var read : reads) {
      assertThat(DATABASE.query(read)).as(read).isNotEmpty().doesNotContain("null");
    }
    assertThat(DATABASE.query(reads.get(2))).containsExactly("2990");
  }
}
