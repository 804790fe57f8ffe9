-- What the follow-up version wrote on its standard list. Everything is invented.
INSERT INTO bots (id, slug, name, provider, token_encrypted, token_status, webhook_secret_token, bot_username) VALUES
  (3, 'demo_new_bot', 'Demo New', 'pushinpay', convert_to('bm9uY2VjaXBoZXJ0YWc=', 'UTF8'), 'validated', 'TEST-SECRET', 'demo_new_bot');

-- ten plans without an id: the position is the id; one text that is a bare JSON string
INSERT INTO bot_messages (bot_id, slug, content) VALUES
  (3, 'start', jsonb_build_object('messages', '["Um","Dois","Três"]'::jsonb,
    'medias', jsonb_build_array(jsonb_build_object('kind', 'photo', 'key', repeat('a', 64)),
      jsonb_build_object('kind', 'video', 'key', repeat('b', 64)), jsonb_build_object('kind', 'audio', 'key', repeat('d', 64))),
    'plans', (SELECT jsonb_agg(jsonb_build_object('name', 'Plano ' || n, 'time', '30 dias', 'value', 1000 + n))
      FROM generate_series(1, 10) AS n))),
  (2, 'start', '"Oi, tudo bem?"');
INSERT INTO bot_downsells (id, bot_id, slug, name, content, delay_seconds, delay_minutes, trigger_type) VALUES
  (3, 3, 'oferta:1', 'Oferta', '{"text":"Volte","plans":[{"name":"Mensal","time":"30 dias","price":"19,90"}]}', 90, 20, 'start');
INSERT INTO downsells_queue (downsell_id, bot_id, slug, bot_slug, tg_id, telegram_id, schedule_at, scheduled_at, trigger, status) VALUES
  (3, 3, 'oferta:1', 'demo_new_bot', '900000011', 900000011, '2025-12-05 12:00:00+00', '2025-12-05 12:00:00+00', 'start', 'pending');
INSERT INTO shots (id, bot_id, slug, title, content, status, trigger_type, schedule_type, scheduled_at) VALUES
  (3, 3, 'promo', 'Promo', '{"text":"Promo","plans":[{"name":"Anual","value":9990}]}', 'scheduled', 'start', 'scheduled', '2099-12-01 12:00:00+00');

-- paid without a flag, blocked, and one that only wrote (C26)
INSERT INTO bot_users (id, bot_id, telegram_id, has_paid, blocked, last_start_at) VALUES
  (1, 3, 900000011, FALSE, FALSE, '2025-12-05 11:30:00+00'),
  (2, 3, 900000012, FALSE, TRUE, NULL),
  (3, 3, 900000013, FALSE, FALSE, NULL);
SELECT setval('bot_users_id_seq', 100);

-- the words of the follow-up; charge ids in either case, a person who is gone (C24, C25)
INSERT INTO payments (transaction_id, provider, status, gateway, bot_id, bot_user_id, value_cents, gateway_charge_id, paid_at, meta)
SELECT charge, 'pushinpay', status, 'pushinpay', 3, person, 1990, charge, paid, '{"planName":"Mensal","planId":"1"}'
FROM (VALUES
  ('charge-created', 'created', 1, NULL),
  ('CHARGE-PAID', 'paid', 1, TIMESTAMPTZ '2025-12-05 12:00:00+00'),
  ('charge-refunded', 'refunded', 3, TIMESTAMPTZ '2025-12-05 12:00:00+00'),
  ('charge-canceled', 'refunded', 3, NULL),
  ('charge-orphan', 'created', 404, NULL)) AS payment (charge, status, person, paid);
INSERT INTO gateway_events (provider, provider_event_id, payload, dedupe_key) VALUES
  ('pushinpay', 'CHARGE-PAID', '{"id":"CHARGE-PAID","status":"paid","value":1990}', 'webhook:CHARGE-PAID');

-- two starts 300 ms apart, and money (C35)
INSERT INTO funnel_events (bot_id, event_name, event_id, telegram_id, payment_id, price_cents, meta, occurred_at) VALUES
  (3, 'bot_start', '20251205113000_1', 900000011, NULL, NULL, '{"type":"start"}', '2025-12-05 11:30:00+00'),
  (3, 'bot_start', '20251205113000_2', 900000011, NULL, NULL, '{"type":"start"}', '2025-12-05 11:30:00.3+00'),
  (3, 'pix_created', '20251205113100_1', 900000011, 2, 1990, '{"planName":"Mensal"}', '2025-12-05 11:31:00+00'),
  (3, 'pix_paid', '20251205120000_1', 900000011, 2, 1990, '{"planName":"Mensal"}', '2025-12-05 12:00:00+00');

-- neither version wrote any; this one is no UUID (C33)
INSERT INTO tracking_sessions (id, ip, user_agent, utm_source, utm_medium, utm_campaign, utm_content, utm_term) VALUES
  ('abc-not-a-uuid', '2001:db8::1', 'Mozilla/5.0', 'fb', 'cpc', 'c1', 'ad1', 't1');
