-- What the follow-up version wrote where its ad-hoc scripts had run. Everything is invented.
UPDATE bot_users SET has_purchase = TRUE WHERE id = 1;
UPDATE bot_users SET has_purchase = NULL WHERE id = 3;
UPDATE payments SET customer_first_name = 'Ana', customer_last_name = 'Exemplo', source_kind = 'downsell', source_slug = 'oferta:1'
WHERE transaction_id = 'CHARGE-PAID';
UPDATE shots_queue SET bot_id = 1, trigger = 'start' WHERE telegram_id = 900000002;

-- one that waits, one that was interrupted: nobody knows whom it reached (C28)
INSERT INTO broadcast_waves_queue (bot_id, bot_slug, kind, context, chat_ids, wave_index, total_waves, schedule_at, status) VALUES
  (3, 'demo_new_bot', 'shot', '{"shotId":3}', (SELECT jsonb_agg((900000100 + n)::text) FROM generate_series(1, 20) AS n), 0, 2,
    '2025-12-05 12:00:00+00', 'pending'),
  (3, 'demo_new_bot', 'downsell', '{"downsellId":3}', '["900000011"]', 1, 2, '2025-12-05 12:01:00+00', 'processing');

-- the plans of a shot that exists nowhere else (C29)
INSERT INTO shot_plans_history (bot_id, shot_slug, plans, deleted_at, created_at) VALUES
  (3, 'sumiu', '[{"name":"Mensal","value":1990}]', '2025-12-01 12:00:00', '2025-11-01 12:00:00'),
  (3, 'sumiu', '[{"name":"Mensal","value":2990}]', '2025-12-02 12:00:00', '2025-11-02 12:00:00');
