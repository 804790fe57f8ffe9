-- What only the ad-hoc scripts of the follow-up version added, one object a statement.
ALTER TABLE bot_users ADD COLUMN has_purchase BOOLEAN DEFAULT FALSE;
CREATE INDEX idx_bot_users_has_purchase ON bot_users (bot_id, has_purchase) WHERE has_purchase = TRUE;
CREATE TABLE broadcast_waves_queue (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT NOT NULL REFERENCES bots(id) ON DELETE CASCADE, bot_slug TEXT NOT NULL,
  kind TEXT NOT NULL, context JSONB NOT NULL, chat_ids JSONB NOT NULL, wave_index INTEGER NOT NULL,
  total_waves INTEGER NOT NULL, schedule_at TIMESTAMPTZ NOT NULL, status TEXT NOT NULL DEFAULT 'pending',
  error_message TEXT, sent_count INTEGER DEFAULT 0, skipped_count INTEGER DEFAULT 0, failed_count INTEGER DEFAULT 0,
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE INDEX idx_broadcast_waves_queue_bot_id ON broadcast_waves_queue (bot_id);
CREATE INDEX idx_broadcast_waves_queue_kind ON broadcast_waves_queue (kind);
CREATE INDEX idx_broadcast_waves_queue_processing ON broadcast_waves_queue (status, schedule_at, bot_id);
CREATE INDEX idx_broadcast_waves_queue_schedule_at ON broadcast_waves_queue (schedule_at) WHERE status = 'pending';
CREATE INDEX idx_broadcast_waves_queue_status ON broadcast_waves_queue (status);
CREATE TABLE shot_plans_history (
  id SERIAL PRIMARY KEY, bot_id INTEGER NOT NULL REFERENCES bots(id) ON DELETE CASCADE,
  shot_slug VARCHAR(255) NOT NULL, plans JSONB NOT NULL DEFAULT '[]'::jsonb,
  deleted_at TIMESTAMP NOT NULL DEFAULT NOW(), created_at TIMESTAMP NOT NULL DEFAULT NOW());
CREATE INDEX idx_shot_plans_history_bot_slug ON shot_plans_history (bot_id, shot_slug);
CREATE INDEX idx_shot_plans_history_deleted_at ON shot_plans_history (deleted_at);
ALTER TABLE funnel_events ALTER COLUMN event_id DROP NOT NULL;
ALTER TABLE funnel_events ALTER COLUMN event_id
  SET DEFAULT to_char(NOW(), 'YYYYMMDDHH24MISS') || '_' || floor(random() * 1000000)::int;
ALTER TABLE payments ADD COLUMN customer_first_name TEXT;
ALTER TABLE payments ADD COLUMN customer_last_name TEXT;
ALTER TABLE payments ADD COLUMN source_kind TEXT;
ALTER TABLE payments ADD COLUMN source_slug TEXT;
CREATE INDEX idx_payments_bot_id_status ON payments (bot_id, status);
CREATE INDEX idx_payments_source_kind ON payments (source_kind) WHERE source_kind IS NOT NULL;
ALTER TABLE shots_queue ADD COLUMN bot_id BIGINT REFERENCES bots(id) ON DELETE CASCADE;
ALTER TABLE shots_queue ADD COLUMN trigger TEXT;
CREATE INDEX idx_shots_queue_bot_id ON shots_queue (bot_id);
CREATE UNIQUE INDEX idx_media_cache_unique_key ON media_cache (bot_slug, kind, sha256);
CREATE INDEX idx_media_cache_lookup ON media_cache (bot_slug, kind, status);
CREATE INDEX idx_media_cache_ready ON media_cache (bot_slug, status) WHERE status = 'ready';
CREATE INDEX idx_media_cache_with_file_id ON media_cache (bot_slug, kind)
  WHERE tg_file_id IS NOT NULL AND status = 'ready';
CREATE INDEX idx_bots_warmup_configured ON bots (warmup_chat_id) WHERE warmup_chat_id IS NOT NULL;
