-- The standard list of the follow-up version, one object a statement. A runner that swallowed errors ran it, so any
-- statement may have failed while those after it went on.
CREATE TABLE bot_users (
  id BIGSERIAL PRIMARY KEY, bot_id BIGINT NOT NULL REFERENCES bots(id) ON DELETE CASCADE, telegram_id BIGINT NOT NULL,
  first_seen_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), last_seen_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  last_start_at TIMESTAMPTZ, has_paid BOOLEAN NOT NULL DEFAULT FALSE, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
ALTER TABLE bot_users ADD COLUMN blocked BOOLEAN NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX idx_bot_users_bot_id_telegram_id ON bot_users (bot_id, telegram_id);
CREATE INDEX idx_bot_users_blocked_false ON bot_users (bot_id) WHERE blocked = FALSE;
CREATE INDEX idx_bot_users_blocked_true ON bot_users (bot_id) WHERE blocked = TRUE;
CREATE INDEX idx_bot_users_bot_id ON bot_users (bot_id);
CREATE INDEX idx_bot_users_bot_id_blocked ON bot_users (bot_id, blocked);
CREATE INDEX idx_bot_users_first_seen_at ON bot_users (first_seen_at);
CREATE INDEX idx_bot_users_last_seen_at ON bot_users (last_seen_at);
CREATE TABLE tracking_sessions (
  id TEXT PRIMARY KEY, first_seen_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), last_seen_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
  ip INET, user_agent TEXT, utm_source TEXT, utm_medium TEXT, utm_campaign TEXT, utm_content TEXT, utm_term TEXT,
  fbp TEXT, fbc TEXT, created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
CREATE INDEX idx_tracking_sessions_first_seen_at ON tracking_sessions (first_seen_at);
CREATE INDEX idx_tracking_sessions_last_seen_at ON tracking_sessions (last_seen_at);
CREATE INDEX idx_tracking_sessions_utm_campaign ON tracking_sessions (utm_campaign);
CREATE INDEX idx_tracking_sessions_utm_source ON tracking_sessions (utm_source);
ALTER TABLE funnel_events ADD COLUMN bot_user_id BIGINT;
ALTER TABLE funnel_events ADD COLUMN telegram_id BIGINT;
ALTER TABLE funnel_events ADD COLUMN session_id TEXT;
ALTER TABLE funnel_events ADD COLUMN payment_id BIGINT;
ALTER TABLE funnel_events ADD COLUMN source TEXT;
ALTER TABLE funnel_events ADD COLUMN utm_source TEXT;
ALTER TABLE funnel_events ADD COLUMN utm_medium TEXT;
ALTER TABLE funnel_events ADD COLUMN utm_campaign TEXT;
ALTER TABLE funnel_events ADD COLUMN utm_content TEXT;
ALTER TABLE funnel_events ADD COLUMN utm_term TEXT;
ALTER TABLE funnel_events ADD COLUMN fbp TEXT;
ALTER TABLE funnel_events ADD COLUMN fbc TEXT;
ALTER TABLE funnel_events ADD COLUMN price_cents INTEGER DEFAULT 0;
CREATE INDEX idx_funnel_events_bot_id ON funnel_events (bot_id);
CREATE INDEX idx_funnel_events_bot_id_event_name_occurred_at ON funnel_events (bot_id, event_name, occurred_at)
  WHERE event_name = 'purchase' AND price_cents > 0;
CREATE INDEX idx_funnel_events_bot_id_occurred_at ON funnel_events (bot_id, occurred_at);
CREATE INDEX idx_funnel_events_bot_user_id ON funnel_events (bot_user_id);
CREATE INDEX idx_funnel_events_event_name ON funnel_events (event_name);
CREATE INDEX idx_funnel_events_occurred_at ON funnel_events (occurred_at);
CREATE INDEX idx_funnel_events_session_id ON funnel_events (session_id);
CREATE INDEX idx_funnel_events_telegram_id ON funnel_events (telegram_id);
ALTER TABLE payments ADD COLUMN bot_id BIGINT;
ALTER TABLE payments ADD COLUMN bot_user_id BIGINT;
ALTER TABLE payments ADD COLUMN gateway TEXT;
ALTER TABLE payments ADD COLUMN value_cents INTEGER;
ALTER TABLE payments ADD COLUMN paid_at TIMESTAMPTZ;
ALTER TABLE payments ADD COLUMN meta JSONB;
ALTER TABLE payments ADD COLUMN gateway_charge_id TEXT;
ALTER TABLE payments ADD COLUMN pix_qr_code TEXT;
ALTER TABLE payments ADD COLUMN pix_copy_paste TEXT;
ALTER TABLE payments ADD COLUMN expires_at TIMESTAMPTZ;
ALTER TABLE payments ADD COLUMN status TEXT;
CREATE INDEX idx_payments_bot_id ON payments (bot_id);
CREATE INDEX idx_payments_bot_id_created_at ON payments (bot_id, created_at);
CREATE INDEX idx_payments_bot_user_id ON payments (bot_user_id);
CREATE INDEX idx_payments_created_at ON payments (created_at);
CREATE INDEX idx_payments_expires_at ON payments (expires_at);
CREATE INDEX idx_payments_gateway_charge_id ON payments (gateway_charge_id);
CREATE INDEX idx_payments_gateway_external_id ON payments (gateway, external_id);
CREATE INDEX idx_payments_status ON payments (status);
CREATE INDEX idx_payments_status_created_at ON payments (status, created_at) WHERE status IN ('pending','processing');
ALTER TABLE bots ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE bots ADD COLUMN updated_at TIMESTAMPTZ DEFAULT NOW();
ALTER TABLE bots ADD COLUMN gateway_default TEXT NOT NULL DEFAULT 'pushinpay';
ALTER TABLE bots ADD COLUMN token_status TEXT NOT NULL DEFAULT 'unverified';
ALTER TABLE bots ADD COLUMN token_checked_at TIMESTAMPTZ;
ALTER TABLE bots ADD COLUMN bot_username TEXT;
ALTER TABLE bots ADD COLUMN bot_name TEXT;
ALTER TABLE bots ADD COLUMN webhook_secret_token VARCHAR(255);
ALTER TABLE bots ADD COLUMN warmup_chat_id BIGINT;
ALTER TABLE bots ADD COLUMN token_encrypted TEXT;
CREATE UNIQUE INDEX idx_bots_slug ON bots (slug);
CREATE INDEX idx_bots_active ON bots (active);
CREATE INDEX idx_bots_token_status ON bots (token_status);
CREATE INDEX idx_bots_validated ON bots (token_status, active);
CREATE INDEX idx_bots_webhook_secret_token ON bots (webhook_secret_token) WHERE webhook_secret_token IS NOT NULL;
CREATE UNIQUE INDEX idx_bot_messages_bot_id_slug ON bot_messages (bot_id, slug);
CREATE INDEX idx_bot_messages_bot_id ON bot_messages (bot_id);
ALTER TABLE bot_downsells ADD COLUMN trigger_type TEXT NOT NULL DEFAULT 'start' CHECK (trigger_type IN ('start','pix'));
CREATE UNIQUE INDEX idx_bot_downsells_bot_id_slug ON bot_downsells (bot_id, slug);
CREATE INDEX idx_bot_downsells_bot_id ON bot_downsells (bot_id);
CREATE INDEX idx_bot_downsells_bot_id_trigger_type_active ON bot_downsells (bot_id, trigger_type, active)
  WHERE active = TRUE;
CREATE INDEX idx_bot_downsells_trigger_type ON bot_downsells (trigger_type);
CREATE INDEX idx_downsells_queue_bot_id ON downsells_queue (bot_id);
CREATE INDEX idx_downsells_queue_schedule_at ON downsells_queue (schedule_at);
CREATE INDEX idx_downsells_queue_status ON downsells_queue (status);
ALTER TABLE shots ADD COLUMN filter_criteria JSONB;
ALTER TABLE shots ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE shots ADD COLUMN trigger_type TEXT DEFAULT 'start';
ALTER TABLE shots ADD COLUMN schedule_type TEXT DEFAULT 'immediate';
ALTER TABLE shots ADD COLUMN scheduled_at TIMESTAMP;
CREATE UNIQUE INDEX idx_shots_bot_id_slug ON shots (bot_id, slug);
CREATE INDEX idx_shots_active ON shots (active);
CREATE INDEX idx_shots_bot_id ON shots (bot_id);
CREATE INDEX idx_shots_filter_criteria ON shots USING GIN (filter_criteria);
CREATE INDEX idx_shots_queue_created_at ON shots_queue (created_at);
CREATE INDEX idx_shots_queue_shot_id ON shots_queue (shot_id);
CREATE INDEX idx_shots_queue_status ON shots_queue (status);
