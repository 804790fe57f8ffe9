-- Until when Telegram takes no messages to this person. The pause of a whole bot is bot_rate.paused_until.

alter table bot_users add column if not exists limited_until timestamptz;
create index if not exists ix_bot_users_limited on bot_users (bot_id, limited_until) where limited_until is not null;
