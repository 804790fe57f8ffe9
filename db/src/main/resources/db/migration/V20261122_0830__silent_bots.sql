-- Since when a usually busy bot has heard from nobody: alarmed once, and once more when it comes back.
set local lock_timeout = '5s';
set local statement_timeout = '5min';

alter table bots add column if not exists silent_since timestamptz;
