-- A database as the base version of the old application made it: its own steps, in its own order. Funnel events
-- were an ordinary table first, which then made room for months under a new parent.

CREATE TABLE bots (
  id BIGSERIAL PRIMARY KEY, name TEXT, slug TEXT, provider TEXT, use_album BOOLEAN DEFAULT FALSE, token TEXT,
  token_encrypted BYTEA, rate_per_minute INTEGER NOT NULL DEFAULT 60, sandbox BOOLEAN NOT NULL DEFAULT FALSE,
  renderer TEXT NOT NULL DEFAULT 'MarkdownV2', typing_delay_ms INTEGER NOT NULL DEFAULT 0, watermark TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE UNIQUE INDEX ux_bots_slug ON bots (slug);
ALTER TABLE bots ADD COLUMN token_iv TEXT, ADD COLUMN token_updated_at TIMESTAMPTZ,
  ADD COLUMN deleted_at TIMESTAMPTZ, ADD COLUMN start_message JSONB, ADD COLUMN start_message_updated_at TIMESTAMPTZ,
  ADD COLUMN warmup_chat_id TEXT, ADD COLUMN start_media_refs JSONB DEFAULT '[]'::jsonb;
CREATE INDEX ix_bots_active_deleted_at ON bots (deleted_at, created_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX ix_bots_deleted_at_not_null ON bots (deleted_at DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_bots_slug_not_deleted ON bots (slug) WHERE deleted_at IS NULL;
CREATE INDEX ix_bots_start_media_refs ON bots USING GIN (start_media_refs) WHERE start_media_refs <> '[]'::jsonb;
CREATE INDEX ix_bots_start_message_active ON bots ((start_message->>'active')) WHERE start_message IS NOT NULL;

CREATE TABLE bot_messages (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT, slug TEXT NOT NULL, sequence_order INTEGER NOT NULL DEFAULT 1,
  message_type TEXT NOT NULL DEFAULT 'text', content JSONB NOT NULL, active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
ALTER TABLE bot_messages ADD CONSTRAINT fk_bot_messages_bot_id
  FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE;
CREATE INDEX ix_bot_messages_slug_active ON bot_messages (slug, active);
CREATE INDEX ix_bot_messages_slug_order ON bot_messages (slug, sequence_order);
ALTER TABLE bot_messages ADD COLUMN media_sha256 TEXT,
  ADD COLUMN media_kind TEXT CHECK (media_kind IS NULL OR media_kind IN ('photo','video','document','audio')),
  ADD COLUMN media_r2_key TEXT;
CREATE INDEX ix_bot_messages_bot_media ON bot_messages (slug, media_sha256) WHERE media_sha256 IS NOT NULL;
CREATE INDEX ix_bot_messages_media_sha256 ON bot_messages (media_sha256) WHERE media_sha256 IS NOT NULL;

CREATE TABLE bot_downsells (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT, slug TEXT NOT NULL, name TEXT NOT NULL, content JSONB NOT NULL,
  delay_seconds INTEGER NOT NULL DEFAULT 1200, active BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
ALTER TABLE bot_downsells ADD CONSTRAINT fk_bot_downsells_bot_id
  FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE;
CREATE INDEX ix_bot_downsells_slug_active ON bot_downsells (slug, active);
ALTER TABLE bot_downsells ADD COLUMN after_start BOOLEAN DEFAULT TRUE, ADD COLUMN after_pix BOOLEAN DEFAULT FALSE,
  ADD COLUMN delay_minutes INTEGER DEFAULT 20, ADD COLUMN media_refs JSONB DEFAULT '[]'::jsonb;
CREATE INDEX ix_bot_downsells_media_refs ON bot_downsells USING GIN (media_refs) WHERE media_refs <> '[]'::jsonb;

CREATE TABLE downsells_queue (
  id BIGSERIAL PRIMARY KEY, downsell_id BIGINT NOT NULL, bot_id BIGINT, slug TEXT NOT NULL, tg_id TEXT NOT NULL,
  schedule_at TIMESTAMPTZ NOT NULL, status TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0,
  last_attempt_at TIMESTAMPTZ, error_message TEXT, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
ALTER TABLE downsells_queue ADD CONSTRAINT fk_downsells_queue_downsell_id
  FOREIGN KEY (downsell_id) REFERENCES bot_downsells(id) ON DELETE CASCADE;
CREATE INDEX ix_downsells_queue_status ON downsells_queue (status);
ALTER TABLE downsells_queue ADD COLUMN bot_slug TEXT NOT NULL, ADD COLUMN telegram_id BIGINT NOT NULL,
  ADD COLUMN transaction_id TEXT, ADD COLUMN trigger TEXT NOT NULL, ADD COLUMN scheduled_at TIMESTAMPTZ NOT NULL,
  ADD COLUMN cancel_reason TEXT, ADD COLUMN meta JSONB DEFAULT '{}'::jsonb, ADD COLUMN event_id TEXT;
ALTER TABLE downsells_queue
  ADD CONSTRAINT downsells_queue_status_check
    CHECK (status IN ('pending','sent','failed','canceled','expired','skipped')),
  ADD CONSTRAINT downsells_queue_trigger_check CHECK (trigger IN ('start','pix'));
CREATE UNIQUE INDEX ux_downsells_queue_event_id ON downsells_queue (event_id);
CREATE UNIQUE INDEX ux_downsells_queue_pending_unique ON downsells_queue (bot_slug, telegram_id, downsell_id)
  WHERE status = 'pending';
CREATE INDEX ix_downsells_queue_bot_status ON downsells_queue (bot_slug, status);
CREATE INDEX ix_downsells_queue_scheduled_status ON downsells_queue (scheduled_at, status) WHERE status = 'pending';
CREATE INDEX ix_downsells_queue_telegram_id ON downsells_queue (bot_slug, telegram_id, status);
CREATE INDEX ix_downsells_queue_transaction_status ON downsells_queue (transaction_id, status)
  WHERE transaction_id IS NOT NULL;

CREATE TABLE shots (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT, slug TEXT NOT NULL, title TEXT NOT NULL, content JSONB NOT NULL,
  target TEXT NOT NULL DEFAULT 'all_started', status TEXT NOT NULL DEFAULT 'DRAFT',
  total_targets INTEGER NOT NULL DEFAULT 0, sent_count INTEGER NOT NULL DEFAULT 0,
  failed_count INTEGER NOT NULL DEFAULT 0, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), started_at TIMESTAMPTZ, completed_at TIMESTAMPTZ);
ALTER TABLE shots ADD CONSTRAINT fk_shots_bot_id FOREIGN KEY (bot_id) REFERENCES bots(id) ON DELETE CASCADE;
ALTER TABLE shots ADD COLUMN trigger TEXT NOT NULL DEFAULT 'now', ADD COLUMN scheduled_at TIMESTAMPTZ,
  ADD COLUMN message JSONB, ADD COLUMN parse_mode TEXT DEFAULT 'MarkdownV2',
  ADD COLUMN filters JSONB DEFAULT '{}'::jsonb, ADD COLUMN created_by TEXT, ADD COLUMN bot_slug TEXT,
  ADD COLUMN media_refs JSONB DEFAULT '[]'::jsonb;
CREATE INDEX ix_shots_slug_status ON shots (slug, status);
CREATE INDEX ix_shots_status ON shots (status);
CREATE INDEX ix_shots_trigger_scheduled ON shots (trigger, scheduled_at) WHERE status IN ('scheduled','queued');
CREATE INDEX ix_shots_media_refs ON shots USING GIN (media_refs) WHERE media_refs <> '[]'::jsonb;

CREATE TABLE shots_queue (
  id BIGSERIAL PRIMARY KEY, shot_id BIGINT NOT NULL, slug TEXT NOT NULL, tg_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'PENDING', attempts INTEGER NOT NULL DEFAULT 0, last_attempt_at TIMESTAMPTZ,
  error_message TEXT, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  telegram_id BIGINT, bot_slug TEXT, message_id BIGINT, event_id TEXT);
ALTER TABLE shots_queue ADD CONSTRAINT fk_shots_queue_shot_id
  FOREIGN KEY (shot_id) REFERENCES shots(id) ON DELETE CASCADE;
CREATE UNIQUE INDEX ux_shots_queue_event_id ON shots_queue (event_id) WHERE event_id IS NOT NULL;
CREATE UNIQUE INDEX ux_shots_queue_shot_telegram ON shots_queue (shot_id, telegram_id);
CREATE INDEX ix_shots_queue_shot_status ON shots_queue (shot_id, status);
CREATE INDEX ix_shots_queue_status ON shots_queue (status) WHERE status = 'PENDING';
CREATE INDEX ix_shots_queue_telegram_id ON shots_queue (bot_slug, telegram_id, status);

CREATE FUNCTION update_media_updated_at() RETURNS TRIGGER AS $f$
BEGIN NEW.updated_at = NOW(); RETURN NEW; END; $f$ LANGUAGE plpgsql;

CREATE TABLE media_store (
  id BIGSERIAL PRIMARY KEY, bot_slug TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo','video','document','audio')), r2_key TEXT NOT NULL, r2_etag TEXT,
  bytes BIGINT NOT NULL, sha256 TEXT NOT NULL, ext TEXT, mime TEXT, width INTEGER, height INTEGER,
  duration INTEGER, created_at TIMESTAMPTZ DEFAULT NOW(), updated_at TIMESTAMPTZ DEFAULT NOW());
CREATE UNIQUE INDEX ux_media_store_r2_key ON media_store (r2_key);
CREATE INDEX ix_media_store_bot_kind ON media_store (bot_slug, kind);
CREATE INDEX ix_media_store_bot_slug ON media_store (bot_slug);
CREATE INDEX ix_media_store_sha256 ON media_store (sha256);
CREATE TRIGGER update_media_store_updated_at BEFORE UPDATE ON media_store
  FOR EACH ROW EXECUTE FUNCTION update_media_updated_at();

CREATE TABLE media_cache (
  id BIGSERIAL PRIMARY KEY, bot_slug TEXT NOT NULL, sha256 TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo','video','document','audio')), tg_file_id TEXT, tg_file_unique_id TEXT,
  warmup_chat_id TEXT, warmup_message_id BIGINT, warmup_at TIMESTAMPTZ,
  status TEXT NOT NULL DEFAULT 'warming' CHECK (status IN ('ready','warming','error')), last_error TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW(), updated_at TIMESTAMPTZ DEFAULT NOW());
CREATE UNIQUE INDEX ux_media_cache_key ON media_cache (bot_slug, sha256, kind);
CREATE INDEX ix_media_cache_bot_slug ON media_cache (bot_slug);
CREATE INDEX ix_media_cache_file_id ON media_cache (tg_file_id) WHERE tg_file_id IS NOT NULL;
CREATE INDEX ix_media_cache_lookup ON media_cache (bot_slug, sha256, kind, status) WHERE status = 'ready';
CREATE INDEX ix_media_cache_status ON media_cache (status);
CREATE INDEX ix_media_cache_warming ON media_cache (status, created_at) WHERE status = 'warming';
CREATE TRIGGER update_media_cache_updated_at BEFORE UPDATE ON media_cache
  FOR EACH ROW EXECUTE FUNCTION update_media_updated_at();

CREATE FUNCTION validate_bot_message_media() RETURNS TRIGGER AS $f$
BEGIN
  IF NEW.media_sha256 IS NOT NULL AND (NEW.media_kind IS NULL OR NEW.media_r2_key IS NULL
      OR NEW.message_type NOT IN ('photo','video','document','audio')) THEN
    RAISE EXCEPTION 'mensagem com mídia incompleta';
  END IF;
  RETURN NEW;
END; $f$ LANGUAGE plpgsql;
CREATE TRIGGER trg_validate_bot_message_media BEFORE INSERT OR UPDATE ON bot_messages
  FOR EACH ROW EXECUTE FUNCTION validate_bot_message_media();

CREATE VIEW bot_messages_with_media AS
SELECT bm.id, bm.slug, bm.message_type, bm.content, bm.sequence_order, bm.active, bm.media_sha256, bm.media_kind,
  bm.media_r2_key, ms.bytes AS media_bytes, ms.mime AS media_mime, ms.width AS media_width,
  ms.height AS media_height, ms.duration AS media_duration, mc.status AS cache_status, mc.tg_file_id,
  mc.warmup_at AS media_warmed_at
FROM bot_messages bm
LEFT JOIN media_store ms ON ms.sha256 = bm.media_sha256 AND ms.bot_slug = bm.slug
LEFT JOIN media_cache mc ON mc.sha256 = bm.media_sha256 AND mc.bot_slug = bm.slug AND mc.kind = bm.media_kind
WHERE bm.media_sha256 IS NOT NULL;

CREATE TABLE payments (
  id BIGSERIAL PRIMARY KEY, transaction_id TEXT NOT NULL, provider TEXT NOT NULL, external_id TEXT,
  status TEXT NOT NULL, amount_cents INTEGER, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE UNIQUE INDEX ux_payments_tx ON payments (transaction_id);
CREATE INDEX ix_payments_provider_external ON payments (provider, external_id);

CREATE TABLE gateway_events (
  id BIGSERIAL PRIMARY KEY, provider TEXT NOT NULL, provider_event_id TEXT NOT NULL, payload JSONB,
  received_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), dedupe_key TEXT NOT NULL DEFAULT '',
  UNIQUE (provider, provider_event_id));
CREATE UNIQUE INDEX ux_gateway_events_dedupe ON gateway_events (dedupe_key);
ALTER TABLE gateway_events ADD COLUMN slug TEXT, ADD COLUMN purpose TEXT, ADD COLUMN error_code TEXT,
  ADD COLUMN occurred_at TIMESTAMPTZ DEFAULT NOW(), ADD COLUMN request_id TEXT, ADD COLUMN chat_id TEXT,
  ADD COLUMN message_id BIGINT,
  ADD COLUMN status TEXT CHECK (status IN ('pending','sent','ok','error','fail')),
  ADD COLUMN latency_ms INTEGER, ADD COLUMN created_at TIMESTAMPTZ DEFAULT NOW();
CREATE INDEX ix_gateway_events_occurred_at ON gateway_events (occurred_at DESC);
CREATE INDEX ix_gateway_events_request_id ON gateway_events (request_id);
CREATE INDEX ix_gateway_events_slug_purpose ON gateway_events (slug, purpose);

CREATE TABLE outbox (
  id BIGSERIAL PRIMARY KEY, topic TEXT NOT NULL, payload JSONB NOT NULL,
  next_attempt_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), attempt_count INTEGER NOT NULL DEFAULT 0,
  processed_at TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE INDEX ix_outbox_pick ON outbox (next_attempt_at, id) WHERE processed_at IS NULL;

CREATE TABLE funnel_events (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT, bot_slug TEXT, event_name TEXT NOT NULL, event_id TEXT NOT NULL,
  tg_id BIGINT, transaction_id TEXT, payload_id TEXT, price_cents INTEGER, meta JSONB,
  occurred_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), created_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE UNIQUE INDEX ux_funnel_events_event_id ON funnel_events (event_id);
CREATE INDEX ix_funnel_events_bot_tg ON funnel_events (bot_id, tg_id);
CREATE INDEX ix_funnel_events_bot_time ON funnel_events (bot_id, occurred_at DESC);
CREATE TABLE funnel_events_new (
  id BIGINT GENERATED BY DEFAULT AS IDENTITY, bot_id BIGINT, bot_slug TEXT, event_name TEXT NOT NULL,
  event_id TEXT NOT NULL, tg_id BIGINT, transaction_id TEXT, payload_id TEXT, price_cents INTEGER, meta JSONB,
  occurred_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), created_at TIMESTAMPTZ NOT NULL DEFAULT NOW())
PARTITION BY RANGE (occurred_at);
CREATE TABLE funnel_events_2025_10 PARTITION OF funnel_events_new
  FOR VALUES FROM ('2025-10-01 00:00:00+00') TO ('2025-11-01 00:00:00+00');
-- as a restored dump makes it: first a table with not-nulls of its own, then attached
CREATE TABLE funnel_events_2025_11 (
  id BIGINT NOT NULL, bot_id BIGINT, bot_slug TEXT, event_name TEXT NOT NULL,
  event_id TEXT NOT NULL, tg_id BIGINT, transaction_id TEXT, payload_id TEXT, price_cents INTEGER, meta JSONB,
  occurred_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), created_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
ALTER TABLE funnel_events_new ATTACH PARTITION funnel_events_2025_11
  FOR VALUES FROM ('2025-11-01 00:00:00+00') TO ('2025-12-01 00:00:00+00');
CREATE TABLE funnel_events_2025_12 PARTITION OF funnel_events_new
  FOR VALUES FROM ('2025-12-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');
CREATE TABLE funnel_events_default PARTITION OF funnel_events_new DEFAULT;
CREATE UNIQUE INDEX ux_fe_event_id_2025_10 ON funnel_events_2025_10 (event_id);
CREATE UNIQUE INDEX ux_fe_event_id_2025_11 ON funnel_events_2025_11 (event_id);
CREATE UNIQUE INDEX ux_fe_event_id_2025_12 ON funnel_events_2025_12 (event_id);
CREATE UNIQUE INDEX ux_fe_event_id_default ON funnel_events_default (event_id);
ALTER TABLE funnel_events RENAME TO funnel_events_legacy;
ALTER TABLE funnel_events_new RENAME TO funnel_events;
