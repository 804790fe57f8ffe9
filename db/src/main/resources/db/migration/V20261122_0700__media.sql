-- Media: the bytes that we hold, which Telegram bot a file id belongs to, and every message of an album.

-- The bytes in our store, content-addressed. `media_store` is the register of what messages can show; its old rows have
-- no object here until somebody uploads the same bytes again (C38). An empty bot_slug there: for all bots of the
-- organization.
create table if not exists media_objects (
  organization_id bigint not null constraint media_objects_organization_id_fkey references organizations on delete restrict,
  sha256 text not null constraint media_objects_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null constraint ux_media_objects_storage_key unique,
  bytes bigint not null constraint media_objects_bytes_check check (bytes > 0),
  mime text not null,
  file_name text not null,
  created_at timestamptz not null default now(),
  constraint media_objects_pkey primary key (organization_id, sha256));
create unique index if not exists ux_media_store_shared on media_store (organization_id, sha256, kind) where bot_slug = '';

-- The lists knew only what the old application sent.
alter table media_store
  drop constraint if exists media_store_kind_check,
  add constraint media_store_kind_check check (
    kind in ('photo', 'video', 'document', 'audio', 'animation', 'voice')) not valid;
alter table media_store validate constraint media_store_kind_check;
alter table media_cache
  drop constraint if exists media_cache_kind_check,
  add constraint media_cache_kind_check check (
    kind in ('photo', 'video', 'document', 'audio', 'animation', 'voice')) not valid;
alter table media_cache validate constraint media_cache_kind_check;

-- L9: a file id belongs to the Telegram bot that got it; null in old rows, which are believed until Telegram refuses
-- one (C38).
alter table media_cache add column if not exists telegram_bot_id bigint;

-- An album is one send and several messages; telegram_message_id stays the first.
alter table sends add column if not exists telegram_message_ids bigint[];
