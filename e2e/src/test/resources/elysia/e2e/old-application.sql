-- A bot of the old application, follow-up version, as the production database holds it. Everything is invented.
create table bots (
  id bigserial primary key, name text, slug text, provider text, use_album boolean default false, token text,
  token_encrypted bytea, rate_per_minute integer not null default 60, sandbox boolean not null default false,
  renderer text not null default 'MarkdownV2', typing_delay_ms integer not null default 0, watermark text,
  created_at timestamptz not null default now(), token_iv text, token_updated_at timestamptz, deleted_at timestamptz,
  start_message jsonb, start_message_updated_at timestamptz, warmup_chat_id text, start_media_refs jsonb default '[]',
  active boolean not null default true, updated_at timestamptz default now(),
  gateway_default text not null default 'pushinpay', token_status text not null default 'unverified',
  token_checked_at timestamptz, bot_username text, bot_name text, webhook_secret_token varchar(255));
create table bot_messages (
  id bigserial primary key, bot_id bigint references bots on delete cascade, slug text not null,
  sequence_order integer not null default 1, message_type text not null default 'text', content jsonb not null,
  active boolean not null default true, created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(), media_sha256 text, media_kind text, media_r2_key text);

insert into bots (id, slug, name, provider, token, token_status, webhook_secret_token) values
  (1, 'old_vip_bot', 'VIP antigo', 'pushinpay', '700000077:SANDBOX-old-token-opens-nothing-077', 'validated', 'TEST-SECRET');
insert into bot_messages (bot_id, slug, content) values
  (1, 'start', '{"messages":["Bem-vindo ao VIP de sempre"],"medias":[],"plan_layout":"list","plans":[
    {"name":"Mensal","time":"30 dias","value":1990},{"name":"Anual","time":"365 dias","value":"99,90"}]}');
select setval('bots_id_seq', 100);
