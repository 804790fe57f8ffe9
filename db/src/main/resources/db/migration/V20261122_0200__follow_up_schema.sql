-- What the follow-up version of the old application added, its standard list and its ad-hoc scripts alike,
-- as it had it: on every database, so that all end equal. Repairs come after this migration.

-- Items of the follow-up are unique per bot and slug. Someone who filled bot_id of base rows by hand made that
-- impossible (C12, C13): then the rows have to be told apart by hand too.
do $$
declare
  item text;
  ids text;
begin
  foreach item in array array['bot_messages', 'bot_downsells', 'shots'] loop
    if to_regclass(format('idx_%s_bot_id_slug', item)) is null then
      execute format(
        'select string_agg(id::text, %L order by id) from (
           select id, count(*) over (partition by bot_id, slug) as copies from %I where bot_id is not null
         ) as items where copies > 1', ', ', item) into ids;
      if ids is not null then
        raise exception 'tabela %: cada bot_id e slug devia ter uma linha só, mas estas se repetem: ids %', item, ids
          using hint = 'Deixe o bot_id vazio de novo nas linhas da primeira versão e migre outra vez.';
      end if;
    end if;
  end loop;
end
$$;

call pg_temp.bring('bots', $$
  column active boolean not null default true
  column updated_at timestamptz default now()
  column gateway_default text not null default 'pushinpay'
  column token_status text not null default 'unverified'
  column token_checked_at timestamptz
  column bot_username text
  column bot_name text
  column webhook_secret_token varchar(255)
  unique index idx_bots_slug (slug)
  index idx_bots_active (active)
  index idx_bots_token_status (token_status)
  index idx_bots_validated (token_status, active)
  index idx_bots_warmup_configured (warmup_chat_id) where warmup_chat_id is not null
  index idx_bots_webhook_secret_token (webhook_secret_token) where webhook_secret_token is not null
$$);

call pg_temp.bring('bot_messages', $$
  unique index idx_bot_messages_bot_id_slug (bot_id, slug)
  index idx_bot_messages_bot_id (bot_id)
$$);

call pg_temp.bring('bot_downsells', $$
  column trigger_type text not null default 'start'
  constraint bot_downsells_trigger_type_check check (trigger_type in ('start', 'pix'))
  unique index idx_bot_downsells_bot_id_slug (bot_id, slug)
  index idx_bot_downsells_bot_id (bot_id)
  index idx_bot_downsells_bot_id_trigger_type_active (bot_id, trigger_type, active) where active = true
  index idx_bot_downsells_trigger_type (trigger_type)
$$);

call pg_temp.bring('downsells_queue', $$
  index idx_downsells_queue_bot_id (bot_id)
  index idx_downsells_queue_schedule_at (schedule_at)
  index idx_downsells_queue_status (status)
$$);

call pg_temp.bring('shots', $$
  column filter_criteria jsonb
  column active boolean not null default true
  column trigger_type text default 'start'
  column schedule_type text default 'immediate'
  unique index idx_shots_bot_id_slug (bot_id, slug)
  index idx_shots_active (active)
  index idx_shots_bot_id (bot_id)
  index idx_shots_filter_criteria using gin (filter_criteria)
$$);

call pg_temp.bring('shots_queue', $$
  column bot_id bigint
  column trigger text
  constraint shots_queue_bot_id_fkey foreign key (bot_id) references bots (id) on delete cascade
  index idx_shots_queue_bot_id (bot_id)
  index idx_shots_queue_created_at (created_at)
  index idx_shots_queue_shot_id (shot_id)
  index idx_shots_queue_status (status)
$$);

call pg_temp.bring('media_cache', $$
  unique index idx_media_cache_unique_key (bot_slug, kind, sha256)
  index idx_media_cache_lookup (bot_slug, kind, status)
  index idx_media_cache_ready (bot_slug, status) where status = 'ready'
  index idx_media_cache_with_file_id (bot_slug, kind) where tg_file_id is not null and status = 'ready'
$$);

call pg_temp.bring('payments', $$
  column bot_id bigint
  column bot_user_id bigint
  column gateway text
  column value_cents integer
  column paid_at timestamptz
  column meta jsonb
  column gateway_charge_id text
  column pix_qr_code text
  column pix_copy_paste text
  column expires_at timestamptz
  column customer_first_name text
  column customer_last_name text
  column source_kind text
  column source_slug text
  index idx_payments_bot_id (bot_id)
  index idx_payments_bot_id_created_at (bot_id, created_at)
  index idx_payments_bot_id_status (bot_id, status)
  index idx_payments_bot_user_id (bot_user_id)
  index idx_payments_created_at (created_at)
  index idx_payments_expires_at (expires_at)
  index idx_payments_gateway_charge_id (gateway_charge_id)
  index idx_payments_gateway_external_id (gateway, external_id)
  index idx_payments_source_kind (source_kind) where source_kind is not null
  index idx_payments_status (status)
  index idx_payments_status_created_at (status, created_at) where status in ('pending', 'processing')
$$);

call pg_temp.bring('bot_users', $$
  column id bigserial not null
  column bot_id bigint not null
  column telegram_id bigint not null
  column first_seen_at timestamptz not null default now()
  column last_seen_at timestamptz not null default now()
  column last_start_at timestamptz
  column has_paid boolean not null default false
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column blocked boolean not null default false
  column has_purchase boolean default false
  constraint bot_users_pkey primary key (id)
  constraint bot_users_bot_id_fkey foreign key (bot_id) references bots (id) on delete cascade
  unique index idx_bot_users_bot_id_telegram_id (bot_id, telegram_id)
  index idx_bot_users_blocked_false (bot_id) where blocked = false
  index idx_bot_users_blocked_true (bot_id) where blocked = true
  index idx_bot_users_bot_id (bot_id)
  index idx_bot_users_bot_id_blocked (bot_id, blocked)
  index idx_bot_users_first_seen_at (first_seen_at)
  index idx_bot_users_has_purchase (bot_id, has_purchase) where has_purchase = true
  index idx_bot_users_last_seen_at (last_seen_at)
$$);

call pg_temp.bring('tracking_sessions', $$
  column id text not null
  column first_seen_at timestamptz not null default now()
  column last_seen_at timestamptz not null default now()
  column ip inet
  column user_agent text
  column utm_source text
  column utm_medium text
  column utm_campaign text
  column utm_content text
  column utm_term text
  column fbp text
  column fbc text
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  constraint tracking_sessions_pkey primary key (id)
  index idx_tracking_sessions_first_seen_at (first_seen_at)
  index idx_tracking_sessions_last_seen_at (last_seen_at)
  index idx_tracking_sessions_utm_campaign (utm_campaign)
  index idx_tracking_sessions_utm_source (utm_source)
$$);

call pg_temp.bring('broadcast_waves_queue', $$
  column id bigserial not null
  column bot_id bigint not null
  column bot_slug text not null
  column kind text not null
  column context jsonb not null
  column chat_ids jsonb not null
  column wave_index integer not null
  column total_waves integer not null
  column schedule_at timestamptz not null
  column status text not null default 'pending'
  column error_message text
  column sent_count integer default 0
  column skipped_count integer default 0
  column failed_count integer default 0
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  constraint broadcast_waves_queue_pkey primary key (id)
  constraint broadcast_waves_queue_bot_id_fkey foreign key (bot_id) references bots (id) on delete cascade
  index idx_broadcast_waves_queue_bot_id (bot_id)
  index idx_broadcast_waves_queue_kind (kind)
  index idx_broadcast_waves_queue_processing (status, schedule_at, bot_id)
  index idx_broadcast_waves_queue_schedule_at (schedule_at) where status = 'pending'
  index idx_broadcast_waves_queue_status (status)
$$);

-- integer ids and times without a zone, as they were made; a later migration widens them (C29)
call pg_temp.bring('shot_plans_history', $$
  column id serial not null
  column bot_id integer not null
  column shot_slug varchar(255) not null
  column plans jsonb not null default '[]'
  column deleted_at timestamp not null default now()
  column created_at timestamp not null default now()
  constraint shot_plans_history_pkey primary key (id)
  constraint shot_plans_history_bot_id_fkey foreign key (bot_id) references bots (id) on delete cascade
  index idx_shot_plans_history_bot_slug (bot_id, shot_slug)
  index idx_shot_plans_history_deleted_at (deleted_at)
$$, tolerated => array[
  'id bigint', 'bot_id bigint',
  'deleted_at timestamp with time zone', 'created_at timestamp with time zone']);

-- On the parent only: columns, defaults and indexes spread to the months. The default of event_id is the
-- follow-up's own, with its collisions (C10).
call pg_temp.bring('funnel_events', $$
  column event_id text default to_char(now(), 'YYYYMMDDHH24MISS') || '_' || floor(random() * 1000000)::integer
  column bot_user_id bigint
  column telegram_id bigint
  column session_id text
  column payment_id bigint
  column source text
  column utm_source text
  column utm_medium text
  column utm_campaign text
  column utm_content text
  column utm_term text
  column fbp text
  column fbc text
  index idx_funnel_events_bot_id (bot_id)
  index idx_funnel_events_bot_id_event_name_occurred_at (bot_id, event_name, occurred_at) where event_name = 'purchase' and price_cents > 0
  index idx_funnel_events_bot_id_occurred_at (bot_id, occurred_at)
  index idx_funnel_events_bot_user_id (bot_user_id)
  index idx_funnel_events_event_name (event_name)
  index idx_funnel_events_occurred_at (occurred_at)
  index idx_funnel_events_session_id (session_id)
  index idx_funnel_events_telegram_id (telegram_id)
$$);
