-- A click whose /start came first looks for the person who already holds its token.

create index if not exists ix_bot_users_tracking_token on bot_users (tracking_token) where tracking_token is not null;
