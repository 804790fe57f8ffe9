-- What the base version left in its tables. Everything is invented.

-- one bot with a plain token, one with a sealed one, one deleted, one without a slug (C9, C19, C23, C36)
INSERT INTO bots (id, slug, name, provider, token, token_encrypted, token_iv, start_message, start_media_refs, warmup_chat_id, deleted_at)
VALUES
  (1, 'demo_vip_bot', 'Demo VIP', 'pushinpay', 'TEST-TOKEN-A', NULL, NULL,
    '{"active":true,"message":{"text":"Oi","parse_mode":"MarkdownV2","raw":false}}',
    jsonb_build_array(jsonb_build_object('sha256', repeat('a', 64), 'kind', 'photo', 'r2_key', 'demo/a.jpg')), '-1000000000001', NULL),
  (2, 'demo_two_bot', 'Demo Two', 'pushinpay', NULL, decode('00ff10c3a9', 'hex'), 'bm9uY2U=', NULL, '[]', NULL, NULL),
  (4, 'demo_old_bot', 'Demo Old', 'pushinpay', 'TEST-TOKEN-D', NULL, NULL, NULL, '[]', NULL, '2025-09-01 12:00:00+00'),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
SELECT setval('bots_id_seq', 100);

-- bot_id is null and slug is the bot's (C12); one row has all its media columns (C21)
INSERT INTO bot_messages (slug, sequence_order, message_type, content, media_sha256, media_kind, media_r2_key) VALUES
  ('demo_vip_bot', 1, 'text', '{"text":"Oi","parse_mode":"MarkdownV2"}', NULL, NULL, NULL),
  ('demo_vip_bot', 2, 'photo', '{"text":"Veja"}', repeat('a', 64), 'photo', 'demo/a.jpg');

-- both triggers at once, and two words for one delay (C11, C27)
INSERT INTO bot_downsells (id, slug, name, content, delay_seconds, delay_minutes, after_start, after_pix) VALUES
  (1, 'demo_vip_bot', 'primeiro', '{"text":"Volte"}', 60, 1, TRUE, TRUE),
  (2, 'demo_vip_bot', 'segundo', '{"text":"Volte"}', 1200, 20, TRUE, FALSE);
SELECT setval('bot_downsells_id_seq', 100);
INSERT INTO downsells_queue (downsell_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger, status,
  cancel_reason, meta, event_id)
SELECT 1, 'demo_vip_bot', 'demo_vip_bot', person::text, person, due, due, trigger, status, reason,
  '{"scheduled_by":"start_trigger"}', 'dw:demo_vip_bot:' || person || ':1:st:' || due
FROM (VALUES
  (900000001, TIMESTAMPTZ '2025-12-01 12:00:00+00', 'start', 'pending', NULL),
  (900000001, TIMESTAMPTZ '2025-12-01 13:00:00+00', 'start', 'sent', NULL),
  (900000002, TIMESTAMPTZ '2099-12-01 12:00:00+00', 'start', 'pending', NULL),
  (900000003, TIMESTAMPTZ '2025-12-01 12:00:00+00', 'pix', 'canceled', 'paid'),
  (900000004, TIMESTAMPTZ '2025-12-01 12:00:00+00', 'pix', 'skipped', NULL)) AS row (person, due, trigger, status, reason);

-- capitals, a person known by text alone, a shot that was never started (C7, C28, C30)
INSERT INTO shots (id, slug, bot_slug, title, content, message, status) VALUES
  (1, 'demo_vip_bot', 'demo_vip_bot', 'Oferta', '{"text":"Oferta"}', '{"text":"Oferta"}', 'sending');
INSERT INTO shots (id, slug, title, content) VALUES (2, 'demo_vip_bot', 'Rascunho', '{"text":"Rascunho"}');
SELECT setval('shots_id_seq', 100);
INSERT INTO shots_queue (shot_id, slug, bot_slug, tg_id, telegram_id, status, event_id) VALUES
  (1, 'demo_vip_bot', 'demo_vip_bot', '900000001', 900000001, 'PENDING', 'sh:demo_vip_bot:1:900000001'),
  (1, 'demo_vip_bot', 'demo_vip_bot', '900000002', 900000002, 'SENT', 'sh:demo_vip_bot:1:900000002'),
  (1, 'demo_vip_bot', 'demo_vip_bot', '900000003', 900000003, 'FAILED', 'sh:demo_vip_bot:1:900000003'),
  (1, 'demo_vip_bot', 'demo_vip_bot', '900000007', NULL, 'PENDING', NULL);

-- every kind and every state; one unique id is a file id (C8, C38)
INSERT INTO media_store (bot_slug, kind, r2_key, bytes, sha256, mime)
SELECT 'demo_vip_bot', kind, 'demo/' || kind, 512, repeat(sha, 64), mime
FROM (VALUES ('photo', 'a', 'image/jpeg'), ('video', 'b', 'video/mp4'), ('document', 'c', 'application/pdf'),
  ('audio', 'd', 'audio/ogg')) AS object (kind, sha, mime);
INSERT INTO media_cache (bot_slug, kind, sha256, tg_file_id, tg_file_unique_id, status, last_error) VALUES
  ('demo_vip_bot', 'photo', repeat('a', 64), 'FILE-A', 'UNIQUE-A', 'ready', NULL),
  ('demo_vip_bot', 'video', repeat('b', 64), NULL, NULL, 'warming', NULL),
  ('demo_vip_bot', 'document', repeat('c', 64), NULL, NULL, 'error', 'wrong file identifier'),
  ('demo_vip_bot', 'audio', repeat('d', 64), 'FILE-D', 'FILE-D', 'ready', NULL);

INSERT INTO payments (transaction_id, provider, status, amount_cents) VALUES ('tx-base-1', 'pushinpay', 'PENDING', 1990);

-- the one row that an empty key lets in (C4)
INSERT INTO gateway_events (provider, provider_event_id, payload, purpose) VALUES
  ('pushinpay', 'unknown', '{"id":"x","status":"created"}', 'webhook');

-- no application ever read it (C32)
INSERT INTO outbox (topic, payload) VALUES ('demo', '{}');

-- told twice: in the table before the months, and copied into a month with the same id (C17, C18)
INSERT INTO funnel_events_legacy (id, bot_slug, event_name, event_id, tg_id, occurred_at) VALUES
  (1, 'demo_vip_bot', 'start', 'st:demo_vip_bot:900000001:20251105', 900000001, '2025-11-05 12:00:00+00'),
  (2, 'demo_vip_bot', 'start', 'st:demo_vip_bot:900000002:20251106', 900000002, '2025-11-06 12:00:00+00'),
  (3, 'demo_vip_bot', 'start', 'st:demo_vip_bot:900000003:20251107', 900000003, '2025-11-07 12:00:00+00');
INSERT INTO funnel_events (id, bot_slug, event_name, event_id, tg_id, occurred_at)
SELECT id, bot_slug, event_name, event_id, tg_id, occurred_at FROM funnel_events_legacy WHERE id < 3;

-- before the months, and after the last of them: all in the default (C15)
INSERT INTO funnel_events (bot_slug, event_name, event_id, tg_id, occurred_at) VALUES
  ('demo_vip_bot', 'start', 'st:demo_vip_bot:900000003:20241210', 900000003, '2024-12-10 12:00:00+00'),
  ('demo_vip_bot', 'start', 'st:demo_vip_bot:900000001:20260131', 900000001, '2026-01-31 23:59:59+00'),
  ('demo_vip_bot', 'start', 'st:demo_vip_bot:900000002:20260301', 900000002, '2026-03-01 00:00:00+00');
