-- When an operator was told that something paid is not delivered: once per delivery, by one worker.
set local lock_timeout = '5s';
set local statement_timeout = '5min';

alter table deliveries add column if not exists alarmed_at timestamptz;
