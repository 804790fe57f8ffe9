-- The base schema: brings an empty database, or the running one in any of its states, to the tables the
-- first version of the old application knew, under the same names.
--
-- Each object is looked up and treated on its own; nothing is concluded from another object. What is wider
-- than written here (a column that takes null, an extra index, a longer check) is left as it is. Later
-- migrations repair; this one only completes.

call pg_temp.bring('bots', $$
  column id bigserial not null
  column name text
  column slug text
  column provider text
  column use_album boolean default false
  column token text
  column token_encrypted bytea
  column rate_per_minute integer not null default 60
  column sandbox boolean not null default false
  column renderer text not null default 'MarkdownV2'
  column typing_delay_ms integer not null default 0
  column watermark text
  column created_at timestamptz not null default now()
  column token_iv text
  column token_updated_at timestamptz
  column deleted_at timestamptz
  column start_message jsonb
  column start_message_updated_at timestamptz
  column warmup_chat_id text
  column start_media_refs jsonb default '[]'
  constraint bots_pkey primary key (id)
  unique index ux_bots_slug (slug)
  index ix_bots_active_deleted_at (deleted_at, created_at desc) where deleted_at is null
  index ix_bots_deleted_at_not_null (deleted_at desc) where deleted_at is not null
  index ix_bots_slug_not_deleted (slug) where deleted_at is null
  index ix_bots_start_media_refs using gin (start_media_refs) where start_media_refs <> '[]'
  index ix_bots_start_message_active ((start_message ->> 'active')) where start_message is not null
$$, tolerated => array['token_encrypted text']);

call pg_temp.bring('bot_messages', $$
  column id bigserial not null
  column bot_id bigint
  column slug text not null
  column sequence_order integer not null default 1
  column message_type text not null default 'text'
  column content jsonb not null
  column active boolean not null default true
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column media_sha256 text
  column media_kind text
  column media_r2_key text
  constraint bot_messages_pkey primary key (id)
  constraint bot_messages_media_kind_check check (media_kind is null or media_kind in ('photo', 'video', 'document', 'audio'))
  constraint fk_bot_messages_bot_id foreign key (bot_id) references bots (id) on delete cascade
  index ix_bot_messages_bot_media (slug, media_sha256) where media_sha256 is not null
  index ix_bot_messages_media_sha256 (media_sha256) where media_sha256 is not null
  index ix_bot_messages_slug_active (slug, active)
  index ix_bot_messages_slug_order (slug, sequence_order)
$$);

call pg_temp.bring('bot_downsells', $$
  column id bigserial not null
  column bot_id bigint
  column slug text not null
  column name text not null
  column content jsonb not null
  column delay_seconds integer not null default 1200
  column active boolean not null default true
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column after_start boolean default true
  column after_pix boolean default false
  column delay_minutes integer default 20
  column media_refs jsonb default '[]'
  constraint bot_downsells_pkey primary key (id)
  constraint fk_bot_downsells_bot_id foreign key (bot_id) references bots (id) on delete cascade
  index ix_bot_downsells_media_refs using gin (media_refs) where media_refs <> '[]'
  index ix_bot_downsells_slug_active (slug, active)
$$);

call pg_temp.bring('downsells_queue', $$
  column id bigserial not null
  column downsell_id bigint not null
  column bot_id bigint
  column slug text not null
  column tg_id text not null
  column schedule_at timestamptz not null
  column status text not null default 'pending'
  column attempts integer not null default 0
  column last_attempt_at timestamptz
  column error_message text
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column bot_slug text not null
  column telegram_id bigint not null
  column transaction_id text
  column trigger text not null
  column scheduled_at timestamptz not null
  column cancel_reason text
  column meta jsonb default '{}'
  column event_id text
  constraint downsells_queue_pkey primary key (id)
  constraint downsells_queue_status_check check (status in ('pending', 'sent', 'failed', 'canceled', 'expired', 'skipped'))
  constraint downsells_queue_trigger_check check (trigger in ('start', 'pix'))
  constraint fk_downsells_queue_downsell_id foreign key (downsell_id) references bot_downsells (id) on delete cascade
  unique index ux_downsells_queue_event_id (event_id)
  unique index ux_downsells_queue_pending_unique (bot_slug, telegram_id, downsell_id) where status = 'pending'
  index ix_downsells_queue_bot_status (bot_slug, status)
  index ix_downsells_queue_scheduled_status (scheduled_at, status) where status = 'pending'
  index ix_downsells_queue_status (status)
  index ix_downsells_queue_telegram_id (bot_slug, telegram_id, status)
  index ix_downsells_queue_transaction_status (transaction_id, status) where transaction_id is not null
$$);

call pg_temp.bring('shots', $$
  column id bigserial not null
  column bot_id bigint
  column slug text not null
  column title text not null
  column content jsonb not null
  column target text not null default 'all_started'
  column status text not null default 'DRAFT'
  column total_targets integer not null default 0
  column sent_count integer not null default 0
  column failed_count integer not null default 0
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column started_at timestamptz
  column completed_at timestamptz
  column trigger text not null default 'now'
  column scheduled_at timestamptz
  column message jsonb
  column parse_mode text default 'MarkdownV2'
  column filters jsonb default '{}'
  column created_by text
  column bot_slug text
  column media_refs jsonb default '[]'
  constraint shots_pkey primary key (id)
  constraint fk_shots_bot_id foreign key (bot_id) references bots (id) on delete cascade
  index ix_shots_media_refs using gin (media_refs) where media_refs <> '[]'
  index ix_shots_slug_status (slug, status)
  index ix_shots_status (status)
  index ix_shots_trigger_scheduled (trigger, scheduled_at) where status in ('scheduled', 'queued')
$$);

call pg_temp.bring('shots_queue', $$
  column id bigserial not null
  column shot_id bigint not null
  column slug text not null
  column tg_id text not null
  column status text not null default 'PENDING'
  column attempts integer not null default 0
  column last_attempt_at timestamptz
  column error_message text
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  column telegram_id bigint
  column bot_slug text
  column message_id bigint
  column event_id text
  constraint shots_queue_pkey primary key (id)
  constraint fk_shots_queue_shot_id foreign key (shot_id) references shots (id) on delete cascade
  unique index ux_shots_queue_event_id (event_id) where event_id is not null
  unique index ux_shots_queue_shot_telegram (shot_id, telegram_id)
  index ix_shots_queue_shot_status (shot_id, status)
  index ix_shots_queue_status (status) where status = 'PENDING'
  index ix_shots_queue_telegram_id (bot_slug, telegram_id, status)
$$);

call pg_temp.bring('media_store', $$
  column id bigserial not null
  column bot_slug text not null
  column kind text not null
  column r2_key text not null
  column r2_etag text
  column bytes bigint not null
  column sha256 text not null
  column ext text
  column mime text
  column width integer
  column height integer
  column duration integer
  column created_at timestamptz default now()
  column updated_at timestamptz default now()
  constraint media_store_pkey primary key (id)
  constraint media_store_kind_check check (kind in ('photo', 'video', 'document', 'audio'))
  unique index ux_media_store_r2_key (r2_key)
  index ix_media_store_bot_kind (bot_slug, kind)
  index ix_media_store_bot_slug (bot_slug)
  index ix_media_store_sha256 (sha256)
$$);

call pg_temp.bring('media_cache', $$
  column id bigserial not null
  column bot_slug text not null
  column sha256 text not null
  column kind text not null
  column tg_file_id text
  column tg_file_unique_id text
  column warmup_chat_id text
  column warmup_message_id bigint
  column warmup_at timestamptz
  column status text not null default 'warming'
  column last_error text
  column created_at timestamptz default now()
  column updated_at timestamptz default now()
  constraint media_cache_pkey primary key (id)
  constraint media_cache_kind_check check (kind in ('photo', 'video', 'document', 'audio'))
  constraint media_cache_status_check check (status in ('ready', 'warming', 'error'))
  unique index ux_media_cache_key (bot_slug, sha256, kind)
  index ix_media_cache_bot_slug (bot_slug)
  index ix_media_cache_file_id (tg_file_id) where tg_file_id is not null
  index ix_media_cache_lookup (bot_slug, sha256, kind, status) where status = 'ready'
  index ix_media_cache_status (status)
  index ix_media_cache_warming (status, created_at) where status = 'warming'
$$);

call pg_temp.bring('payments', $$
  column id bigserial not null
  column transaction_id text not null
  column provider text not null
  column external_id text
  column status text not null
  column amount_cents integer
  column created_at timestamptz not null default now()
  column updated_at timestamptz not null default now()
  constraint payments_pkey primary key (id)
  unique index ux_payments_tx (transaction_id)
  index ix_payments_provider_external (provider, external_id)
$$);

call pg_temp.bring('gateway_events', $$
  column id bigserial not null
  column provider text not null
  column provider_event_id text not null
  column payload jsonb
  column received_at timestamptz not null default now()
  column dedupe_key text not null default ''
  column slug text
  column purpose text
  column error_code text
  column occurred_at timestamptz default now()
  column request_id text
  column chat_id text
  column message_id bigint
  column status text
  column latency_ms integer
  column created_at timestamptz default now()
  constraint gateway_events_pkey primary key (id)
  constraint gateway_events_provider_provider_event_id_key unique (provider, provider_event_id)
  constraint gateway_events_status_check check (status in ('pending', 'sent', 'ok', 'error', 'fail'))
  unique index ux_gateway_events_dedupe (dedupe_key)
  index ix_gateway_events_occurred_at (occurred_at desc)
  index ix_gateway_events_request_id (request_id)
  index ix_gateway_events_slug_purpose (slug, purpose)
$$);

call pg_temp.bring('outbox', $$
  column id bigserial not null
  column topic text not null
  column payload jsonb not null
  column next_attempt_at timestamptz not null default now()
  column attempt_count integer not null default 0
  column processed_at timestamptz
  column created_at timestamptz not null default now()
  constraint outbox_pkey primary key (id)
  index ix_outbox_pick (next_attempt_at, id) where processed_at is null
$$);

-- Events, by month. The parent has no key and no index (C3): the names one would expect belong to
-- funnel_events_legacy, the table as it was before the months, whose rows were copied into them (C14, C18).

call pg_temp.bring('funnel_events', $$
  column id bigint not null generated by default as identity (sequence name funnel_events_new_id_seq)
  column bot_id bigint
  column bot_slug text
  column event_name text not null
  column event_id text not null
  column tg_id bigint
  column transaction_id text
  column payload_id text
  column price_cents integer
  column meta jsonb
  column occurred_at timestamptz not null default now()
  column created_at timestamptz not null default now()
$$, partitioning => 'partition by range (occurred_at)');

create table if not exists funnel_events_2025_10 partition of funnel_events
  for values from ('2025-10-01 00:00:00+00') to ('2025-11-01 00:00:00+00');
create table if not exists funnel_events_2025_11 partition of funnel_events
  for values from ('2025-11-01 00:00:00+00') to ('2025-12-01 00:00:00+00');
create table if not exists funnel_events_2025_12 partition of funnel_events
  for values from ('2025-12-01 00:00:00+00') to ('2026-01-01 00:00:00+00');
create table if not exists funnel_events_default partition of funnel_events default;

call pg_temp.bring('funnel_events_2025_10', 'unique index ux_fe_event_id_2025_10 (event_id)');
call pg_temp.bring('funnel_events_2025_11', 'unique index ux_fe_event_id_2025_11 (event_id)');
call pg_temp.bring('funnel_events_2025_12', 'unique index ux_fe_event_id_2025_12 (event_id)');
call pg_temp.bring('funnel_events_default', 'unique index ux_fe_event_id_default (event_id)');

create sequence if not exists funnel_events_id_seq;

call pg_temp.bring('funnel_events_legacy', $$
  column id bigint not null default nextval('funnel_events_id_seq')
  column bot_id bigint
  column bot_slug text
  column event_name text not null
  column event_id text not null
  column tg_id bigint
  column transaction_id text
  column payload_id text
  column price_cents integer
  column meta jsonb
  column occurred_at timestamptz not null default now()
  column created_at timestamptz not null default now()
  constraint funnel_events_pkey primary key (id)
  unique index ux_funnel_events_event_id (event_id)
$$);

do $$
begin
  if pg_get_serial_sequence('funnel_events_legacy', 'id') is null then
    alter sequence funnel_events_id_seq owned by funnel_events_legacy.id;
  end if;
  -- a database where the parent was given an index of this name keeps it there
  if to_regclass('ix_funnel_events_bot_tg') is null then
    create index ix_funnel_events_bot_tg on funnel_events_legacy (bot_id, tg_id);
  end if;
  if to_regclass('ix_funnel_events_bot_time') is null then
    create index ix_funnel_events_bot_time on funnel_events_legacy (bot_id, occurred_at desc);
  end if;
end
$$;

do $$
begin
  if to_regprocedure('validate_bot_message_media()') is null then
    create function validate_bot_message_media() returns trigger language plpgsql as $function$
    begin
      if new.media_sha256 is not null then
        if new.media_kind is null or new.media_r2_key is null then
          raise exception 'media_kind e media_r2_key são obrigatórios quando media_sha256 está preenchido';
        end if;
        if new.message_type not in ('photo', 'video', 'document', 'audio') then
          raise exception 'message_type % não aceita mídia', new.message_type;
        end if;
      end if;
      return new;
    end
    $function$;
  end if;

  if to_regprocedure('update_media_updated_at()') is null then
    create function update_media_updated_at() returns trigger language plpgsql as $function$
    begin
      new.updated_at = now();
      return new;
    end
    $function$;
  end if;

  if not exists (select from pg_trigger
      where tgrelid = to_regclass('bot_messages') and tgname = 'trg_validate_bot_message_media') then
    create trigger trg_validate_bot_message_media before insert or update on bot_messages
      for each row execute function validate_bot_message_media();
  end if;

  if not exists (select from pg_trigger
      where tgrelid = to_regclass('media_store') and tgname = 'update_media_store_updated_at') then
    create trigger update_media_store_updated_at before update on media_store
      for each row execute function update_media_updated_at();
  end if;

  if not exists (select from pg_trigger
      where tgrelid = to_regclass('media_cache') and tgname = 'update_media_cache_updated_at') then
    create trigger update_media_cache_updated_at before update on media_cache
      for each row execute function update_media_updated_at();
  end if;

  -- pins the types of the columns it reads (C20)
  if to_regclass('bot_messages_with_media') is null then
    create view bot_messages_with_media as
      select m.id, m.slug, m.message_type, m.content, m.sequence_order, m.active,
        m.media_sha256, m.media_kind, m.media_r2_key,
        s.bytes as media_bytes, s.mime as media_mime, s.width as media_width, s.height as media_height,
        s.duration as media_duration,
        c.status as cache_status, c.tg_file_id, c.warmup_at as media_warmed_at
      from bot_messages m
      left join media_store s on s.sha256 = m.media_sha256 and s.bot_slug = m.slug
      left join media_cache c on c.sha256 = m.media_sha256 and c.bot_slug = m.slug and c.kind = m.media_kind
      where m.media_sha256 is not null;
  end if;
end
$$;
