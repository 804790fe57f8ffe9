package elysia.db.migration;

import java.util.stream.Stream;

/// The doubtful points: shapes that production may have instead of those in the old scripts.
final class Variants {
  private static final String WITHOUT_KEYS =
      """
      alter table bot_messages drop constraint fk_bot_messages_bot_id;
      alter table bot_downsells drop constraint fk_bot_downsells_bot_id;
      alter table shots drop constraint fk_shots_bot_id;
      alter table shots_queue drop constraint shots_queue_bot_id_fkey;
      alter table bot_users drop constraint bot_users_bot_id_fkey;
      alter table broadcast_waves_queue drop constraint broadcast_waves_queue_bot_id_fkey;
      alter table shot_plans_history drop constraint shot_plans_history_bot_id_fkey;
      """;

  private Variants() {}

  static Stream<StartingState> all() {
    return Stream.of(
        otherBotsAndChecks(),
        otherIndexes(),
        sendLogOfAnotherScript(),
        StartingState.variant("no foreign keys", WITHOUT_KEYS),
        orphans());
  }

  private static StartingState otherBotsAndChecks() {
    return StartingState.variant(
        "tokens as text, bots without a birthday, checks on media lists",
        """
        alter table bots alter column token_encrypted type text using encode(token_encrypted, 'base64'),
          alter column use_album drop default,
          alter column created_at drop not null, alter column created_at drop default;
        update bots set created_at = null, use_album = null where id = 5;
        alter table bots add constraint chk_start_media_refs_array check (jsonb_array_length(start_media_refs) <= 3);
        alter table bot_downsells add constraint chk_media_refs_array check (jsonb_array_length(media_refs) <= 3);
        alter table shots add constraint chk_shots_media_refs_array check (jsonb_array_length(media_refs) <= 3);
        """,
        "missing bots column token_encrypted bytea",
        "unexpected bots column token_encrypted text",
        "missing bots column created_at timestamp with time zone not null default now()",
        "unexpected bots column created_at timestamp with time zone default now()",
        "unexpected bots constraint chk_start_media_refs_array CHECK ((jsonb_array_length(start_media_refs) <= 3))",
        "unexpected bot_downsells constraint chk_media_refs_array CHECK ((jsonb_array_length(media_refs) <= 3))",
        "unexpected shots constraint chk_shots_media_refs_array CHECK ((jsonb_array_length(media_refs) <= 3))");
  }

  private static StartingState otherIndexes() {
    return StartingState.variant(
        "partial unique indexes, gateway events without a key, months that an old server made",
        """
        drop index ux_downsells_queue_event_id;
        create unique index ux_downsells_queue_event_id on downsells_queue (event_id) where event_id is not null;
        drop index ux_gateway_events_dedupe;
        alter table gateway_events alter column dedupe_key drop not null, alter column dedupe_key drop default;
        create unique index ux_gateway_events_dedupe on gateway_events (dedupe_key) where dedupe_key is not null;
        insert into gateway_events (provider, provider_event_id) values ('pushinpay', 'e1'), ('pushinpay', 'e2');
        create table funnel_events_2026_02 partition of funnel_events
          for values from ('2026-02-01 00:00:00+00') to ('2026-03-01 00:00:00+00');
        create table funnel_events_2026_04 partition of funnel_events
          for values from ('2026-04-01 00:00:00+00') to ('2026-05-01 00:00:00+00');
        create unique index ux_fe_event_id_2026_04 on funnel_events_2026_04 (event_id);
        """,
        "missing downsells_queue unique index ux_downsells_queue_event_id btree (event_id)",
        "unexpected downsells_queue unique index ux_downsells_queue_event_id btree (event_id) WHERE (event_id IS NOT NULL)",
        "missing gateway_events column dedupe_key text not null default ('auto:'::text || (gen_random_uuid())::text)",
        "unexpected gateway_events column dedupe_key text default ('auto:'::text || (gen_random_uuid())::text)",
        "missing gateway_events unique index ux_gateway_events_dedupe btree (dedupe_key)",
        "unexpected gateway_events unique index ux_gateway_events_dedupe btree (dedupe_key) WHERE (dedupe_key IS NOT NULL)");
  }

  static StartingState sendLogOfAnotherScript() {
    return StartingState.variant(
        "the send log of another script, the old indexes on the parent of the events",
        """
        drop table gateway_events;
        create table gateway_events (
          id bigserial primary key, request_id text not null, slug text not null, chat_id text not null,
          purpose text not null, status text not null, dedupe_key text not null, message_id bigint,
          error_code text, lat_ms integer, occurred_at timestamptz default now(),
          created_at timestamptz default now());
        insert into gateway_events (request_id, slug, chat_id, purpose, status, dedupe_key, lat_ms)
          values ('r1', 'demo_vip_bot', '900000001', 'start', 'sent', 'start:demo_vip_bot:900000001:default', 80);
        drop index ix_funnel_events_bot_time, ix_funnel_events_bot_tg;
        create index ix_funnel_events_bot_time on funnel_events (bot_id, occurred_at desc);
        create index ix_funnel_events_bot_tg on funnel_events (bot_id, tg_id);
        """,
        "unexpected gateway_events column lat_ms integer",
        "missing funnel_events_legacy index ix_funnel_events_bot_time btree (bot_id, occurred_at DESC)",
        "missing funnel_events_legacy index ix_funnel_events_bot_tg btree (bot_id, tg_id)",
        "unexpected funnel_events index ix_funnel_events_bot_time btree (bot_id, occurred_at DESC)",
        "unexpected funnel_events index ix_funnel_events_bot_tg btree (bot_id, tg_id)",
        "unexpected funnel_events_default index funnel_events_default_bot_id_occurred_at_idx1 btree (bot_id, occurred_at DESC)",
        "unexpected funnel_events_default index funnel_events_default_bot_id_tg_id_idx btree (bot_id, tg_id)");
  }

  private static StartingState orphans() {
    return StartingState.variant(
        "messages and people of bots that are gone",
        WITHOUT_KEYS
            + """
            insert into bot_messages (bot_id, slug, content) values (404, 'start', '{}');
            insert into bot_users (bot_id, telegram_id) values (404, 900000001);
            """,
        "missing bot_messages constraint fk_bot_messages_bot_id FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE",
        "unexpected bot_messages constraint fk_bot_messages_bot_id FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE NOT VALID",
        "missing bot_users constraint bot_users_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE",
        "unexpected bot_users constraint bot_users_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE NOT VALID");
  }
}
