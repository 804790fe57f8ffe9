-- What Telegram held back for a bot at its last check: more at the next one means that updates do not come through.
-- When that check was is in webhook_checked_at already.
set local lock_timeout = '5s';
set local statement_timeout = '5min';

alter table bots add column if not exists webhook_pending integer;
