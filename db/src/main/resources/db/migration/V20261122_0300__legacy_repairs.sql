-- Repairs of what the earlier applications left behind. All additive or widening; old rows stay as they are.
-- The codes name the landmine that each statement removes.

-- C1: the word that marks a failure must itself be allowed, or one bad row stops the loop for ever.
alter table downsells_queue
  drop constraint if exists downsells_queue_status_check,
  add constraint downsells_queue_status_check check (
    status in ('pending', 'sent', 'failed', 'canceled', 'expired', 'skipped', 'error', 'queued', 'sending', 'unknown'))
    not valid;
alter table downsells_queue validate constraint downsells_queue_status_check;

-- C30: insert-if-absent by event_id needs a full unique index in every state.
create unique index if not exists ux_downsells_queue_event_id_full on downsells_queue (event_id);

-- C7: our rows use lower-case words; the old partial index covers only PENDING.
create index if not exists ix_shots_queue_pending on shots_queue (shot_id, id) where status = 'pending';

-- C4: an empty default key let in only the first event ever.
alter table gateway_events alter column dedupe_key set default ('auto:' || gen_random_uuid()::text);

-- C5, C31: the table is our gateway inbox; a repeat is counted and overwrites nothing.
alter table gateway_events alter column provider drop not null;
alter table gateway_events alter column provider_event_id drop not null;
alter table gateway_events add column if not exists seen_count integer not null default 1;
alter table gateway_events add column if not exists last_seen_at timestamptz;
alter table gateway_events add column if not exists gateway_account_id bigint;
alter table gateway_events add column if not exists attempt_id bigint;
alter table gateway_events add column if not exists payment_id bigint;
alter table gateway_events add column if not exists outcome text;
create index if not exists ix_gateway_events_unmatched on gateway_events (received_at) where outcome = 'unmatched';
create index if not exists ix_gateway_events_payment on gateway_events (payment_id) where payment_id is not null;

-- C29: an integer bot id and times without a zone (they were UTC).
do $$
declare
  wrong record;
begin
  for wrong in
    select column_name, data_type from information_schema.columns
    where table_schema = 'public' and table_name = 'shot_plans_history'
      and ((column_name in ('id', 'bot_id') and data_type = 'integer')
        or (column_name in ('deleted_at', 'created_at') and data_type = 'timestamp without time zone'))
  loop
    if wrong.data_type = 'integer' then
      execute format('alter table shot_plans_history alter column %I type bigint', wrong.column_name);
    else
      execute format('alter table shot_plans_history alter column %1$I type timestamptz using %1$I at time zone ''UTC''',
        wrong.column_name);
    end if;
  end loop;
end $$;

-- C32: the existing outbox becomes our transactional outbox. The relay takes only rows with a message_id.
alter table outbox add column if not exists message_id text;
alter table outbox add column if not exists message_type text;
alter table outbox add column if not exists headers jsonb;
create index if not exists ix_outbox_due on outbox (next_attempt_at, id)
  where processed_at is null and message_id is not null;
create unique index if not exists ux_outbox_message_id on outbox (message_id) where message_id is not null;

-- C19: in very old databases a bot was born without a time.
alter table bots alter column created_at set default now();

-- C24: gateways send the charge id in either case.
create index if not exists ix_payments_charge_id_lower on payments (lower(gateway_charge_id));

-- C10: a default with one million values a second drops events by birthday collisions.
alter table funnel_events alter column event_id set default ('auto:' || gen_random_uuid()::text);

-- C3: the only unique key that a partitioned table can have contains its partition key; occurred_at comes from
-- the source, so a repeat has the same one. A new name: the obvious ones belong to funnel_events_legacy (C14).
create unique index if not exists ux_funnel_events_event_id_occurred_at on funnel_events (event_id, occurred_at);

-- C15: gives one month its partition, with the rows that already fell into the default. Returns whether it made one.
-- It waits for no long report: everybody who writes events would wait behind it.
create or replace function ensure_funnel_events_month(month_start date) returns boolean
language plpgsql set lock_timeout = '5s' as $$
declare
  partition_name text := 'funnel_events_' || to_char(month_start, 'YYYY_MM');
  lower_bound timestamptz := month_start::timestamp at time zone 'UTC';
  upper_bound timestamptz := (month_start + interval '1 month') at time zone 'UTC';
  column_list text;
  made boolean := false;
begin
  if month_start <> date_trunc('month', month_start)::date then
    raise exception 'the first day of a month expected, got %', month_start;
  end if;
  if not exists (
    select from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.funnel_events'::regclass and c.relname = partition_name)
  then
    lock table funnel_events in access exclusive mode;
    if not exists (
      select from only funnel_events_default where occurred_at >= lower_bound and occurred_at < upper_bound)
    then
      execute format('create table %I partition of funnel_events for values from (%L) to (%L)',
        partition_name, lower_bound, upper_bound);
    else
      select string_agg(quote_ident(attname), ', ' order by attnum) into column_list
      from pg_attribute
      where attrelid = 'public.funnel_events'::regclass and attnum > 0 and not attisdropped;
      execute format('create table %I (like funnel_events including defaults)', partition_name);
      execute format(
        'with moved as (delete from funnel_events_default where occurred_at >= %L and occurred_at < %L returning *)
         insert into %I (%s) select %s from moved',
        lower_bound, upper_bound, partition_name, column_list, column_list);
      execute format('alter table funnel_events attach partition %I for values from (%L) to (%L)',
        partition_name, lower_bound, upper_bound);
    end if;
    made := true;
  end if;
  execute format('create unique index if not exists %I on %I (event_id)',
    'ux_fe_event_id_' || to_char(month_start, 'YYYY_MM'), partition_name);
  return made;
end $$;

-- The months that must be there: from the oldest event's, or `today`'s, to `months_ahead` ahead.
create or replace function funnel_events_months(today date, months_ahead integer) returns setof date
language plpgsql stable as $$
declare
  this_month timestamp := date_trunc('month', today::timestamp);
  oldest_month timestamp := (select date_trunc('month', min(occurred_at) at time zone 'UTC') from funnel_events);
begin
  return query
    select generate_series(least(oldest_month, this_month), this_month + make_interval(months => months_ahead),
      interval '1 month')::date;
end $$;

do $$
declare
  month_start date;
begin
  foreach month_start in array array(select funnel_events_months((now() at time zone 'UTC')::date, 3)) loop
    perform ensure_funnel_events_month(month_start);
    commit; -- one month's rows at a time
  end loop;
end $$;
