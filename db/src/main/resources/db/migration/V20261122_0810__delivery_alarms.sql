-- When an operator was told that something paid is not delivered: once per delivery, by one worker.

alter table deliveries add column if not exists alarmed_at timestamptz;
