-- What Telegram held back for a bot at its last check: more at the next one means that updates do not come through.
-- When that check was is in webhook_checked_at already.

alter table bots add column if not exists webhook_pending integer;
